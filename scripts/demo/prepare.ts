import { cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { TestAdmin } from '../../test/support/testAdmin.ts';
import type { TestVault } from '../../test/support/testVault.ts';
import { packageExtension } from '../editor/packageExtension.ts';
import { projectRoot } from '../editor/places.ts';
import { demoSecrets } from './demoSecrets.ts';
import { startVault } from './startVault.ts';

/** Everything that the editor is opened on. */
export interface Demo {
  readonly vault: TestVault;
  readonly admin: TestAdmin;
  readonly vsix: string;
  /** A copy of the example workspace, made anew at every start. */
  readonly workspace: string;
}

/**
 * Packages the extension, copies the example workspace and starts a Vault server with the secrets that its
 * references name. The caller stops the server.
 */
export async function prepareDemo(report: (line: string) => void): Promise<Demo> {
  const vsix = await packageExtension(report);
  const workspace = join(projectRoot, '.cache', 'demo', 'shop');
  await rm(workspace, { recursive: true, force: true });
  await mkdir(workspace, { recursive: true });
  await cp(join(projectRoot, 'demo', 'workspace'), workspace, { recursive: true });
  const vault = await startVault(report);
  report(`Vault: ${vault.label} at ${vault.address}, in memory, with made-up secrets`);
  const admin = new TestAdmin(vault);
  for (const [path, data] of Object.entries(demoSecrets)) await admin.putSecret('secret', path, data);
  return { vault, admin, vsix, workspace };
}

/** Text of a file of the copy, as it is on disk. */
export function readCopy({ workspace }: Demo, file: string): Promise<string> {
  return readFile(join(workspace, file), 'utf8');
}

/** Line and column, from 1, of the first appearance of `part` in a file of the copy. */
export async function placeInCopy(
  demo: Demo,
  file: string,
  part: string,
): Promise<readonly [number, number]> {
  const text = await readCopy(demo, file);
  const before = text.slice(0, text.indexOf(part)).split('\n');
  return [before.length, (before.at(-1) ?? '').length + 1];
}

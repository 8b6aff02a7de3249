import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Workbench } from '../../../scripts/editor/workbench.ts';
import type { WorkbenchSession } from '../../../scripts/editor/workbenchSession.ts';
import type { Canary } from '../../support/canary.ts';
import type { TestAdmin } from '../../support/testAdmin.ts';
import type { TestVault } from '../../support/testVault.ts';

/** What the steps of one window share. */
export interface World {
  readonly session: WorkbenchSession;
  readonly workbench: Workbench;
  readonly vault: TestVault;
  readonly admin: TestAdmin;
  /** May do what the README's policy allows, and no more. */
  readonly token: string;
  /** `secret` is the value in Vault that no step may see on the screen. */
  readonly canary: Canary;
  /** The folder that holds the workspace. */
  readonly folder: string;
}

/** One thing that must hold in the packaged product. Steps run in order, in one window. */
export interface Step {
  readonly name: string;
  run(world: World): Promise<void>;
}

/** Text of a file of the workspace as it is on disk. */
export function onDisk({ folder }: World, file: string): Promise<string> {
  return readFile(join(folder, file), 'utf8');
}

/** Writes files, by their path below `folder`. */
export async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

/** Line and column, from 1, of the first appearance of `part` in a text. */
export function placeOf(text: string, part: string): readonly [number, number] {
  const at = text.indexOf(part);
  if (at < 0) throw new Error(`no "${part}" in the text`);
  const before = text.slice(0, at).split('\n');
  return [before.length, (before.at(-1) ?? '').length + 1];
}

/** Opens a file and puts the cursor one character into `part`. */
export async function goToPart(world: World, file: string, part: string): Promise<void> {
  await world.workbench.openFile(file);
  const [line, column] = placeOf(await onDisk(world, file), part);
  await world.workbench.goTo(line, column + 1);
}

/** Signs in by the palette, typing address and token. */
export async function signInByTyping(world: World): Promise<void> {
  await world.workbench.runCommand('Vault Refs: Sign In to Vault');
  await world.workbench.input.choose('Enter Address and Token');
  await typeSignIn(world);
}

/** Answers the questions for address and token. */
export async function typeSignIn({ workbench, vault, token }: World): Promise<void> {
  await workbench.input.answer('Address of the Vault', vault.address);
  await workbench.input.answer('Token for', token);
  await workbench.notification('Signed in to Vault');
  await workbench.clearNotifications();
}

import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startVault } from '../../../scripts/demo/startVault.ts';
import { codeServerLabel } from '../../../scripts/editor/codeServer.ts';
import { newRunFolder } from '../../../scripts/editor/places.ts';
import { createCanary } from '../../support/canary.ts';
import { leastPrivilegePolicy } from '../../support/leastPrivilege.ts';
import { TestAdmin } from '../../support/testAdmin.ts';
import type { TestVault } from '../../support/testVault.ts';
import type { EditorSuiteResult } from '../runSuite.ts';
import { runHostile } from './hostile.ts';
import { multiRootSteps } from './multiRootSteps.ts';
import { productFiles } from './productWorkspace.ts';
import { readingSteps } from './readingSteps.ts';
import { runScan } from './scanSteps.ts';
import { runSteps, withWindow } from './window.ts';
import type { WorldBase } from './window.ts';
import type { Step } from './world.ts';
import { writeFiles } from './world.ts';
import { writingSteps } from './writingSteps.ts';

/** So that the log that a failed step shows tells which messages went to and fro. */
const traced = { 'vaultRefs.trace.server': 'messages' };

type Report = (line: string) => void;

/** The packaged product (a VSIX), driven as a person would, against a Vault server of its own. */
export async function runAcceptance(vsix: string, report: Report = console.log): Promise<EditorSuiteResult> {
  const vault = await startVault(report);
  const folder = await newRunFolder();
  try {
    const rest = await setUp(vault, folder);
    const options = { vsix, workspace: rest.folder, settings: traced, onProgress: report };
    const run = (workspace: string, steps: readonly Step[]): Promise<number> =>
      withWindow({ ...options, workspace }, rest, (world) => runSteps(world, steps, report));
    const oneFolder = [...readingSteps, ...writingSteps];
    const hostile = await runHostile(options, rest, report);
    const scan = await runScan(options, rest, report);
    const passed = await run(rest.folder, oneFolder);
    const passedMultiRoot = await run(join(folder, 'two.code-workspace'), multiRootSteps);
    const total = oneFolder.length + multiRootSteps.length + hostile.total + scan.total;
    const done = passed + passedMultiRoot + hostile.passed + scan.passed;
    return { passed: done, failed: total - done, editor: codeServerLabel, vault: vault.label };
  } finally {
    await vault.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function setUp(vault: TestVault, folder: string): Promise<WorldBase> {
  const admin = new TestAdmin(vault);
  const canary = createCanary();
  await writeFiles(folder, productFiles);
  await admin.putSecret('secret', 'shop/database', { username: 'shop', password: canary.secret });
  const token = await admin.tokenWithPolicy(leastPrivilegePolicy('secret'));
  await vault.clearRequests();
  return { vault, admin, token, canary, folder: join(folder, 'alpha') };
}

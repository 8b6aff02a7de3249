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
import { runMigration } from './migrationSteps.ts';
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

interface WindowCounts {
  readonly passed: number;
  readonly total: number;
}

/**
 * The packaged product (a VSIX), driven as a person would, against a Vault server of its own, window after window.
 * `VAULT_REFS_EDITOR_WINDOWS` names the windows to run where not all are wanted, by the beginning of their names.
 */
export async function runAcceptance(vsix: string, report: Report = console.log): Promise<EditorSuiteResult> {
  const vault = await startVault(report);
  const folder = await newRunFolder();
  try {
    const rest = await setUp(vault, folder);
    const options = { vsix, workspace: rest.folder, settings: traced, onProgress: report };
    const run = async (workspace: string, steps: readonly Step[]): Promise<WindowCounts> => {
      const passed = await withWindow({ ...options, workspace }, rest, (world) =>
        runSteps(world, steps, report),
      );
      return { passed, total: steps.length };
    };
    const windows: Readonly<Record<string, () => Promise<WindowCounts>>> = {
      hostile: () => runHostile(options, rest, report),
      scan: () => runScan(options, rest, report),
      'one-folder': () => run(rest.folder, [...readingSteps, ...writingSteps]),
      'multi-root': () => run(join(folder, 'two.code-workspace'), multiRootSteps),
      migration: () => runMigration(options, rest, report),
    };
    const [passed, total] = await runAll(windows);
    return { passed, failed: total - passed, editor: codeServerLabel, vault: vault.label };
  } finally {
    await vault.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** One window after the other. */
async function runAll(
  windows: Readonly<Record<string, () => Promise<WindowCounts>>>,
): Promise<readonly [number, number]> {
  const only = process.env['VAULT_REFS_EDITOR_WINDOWS'] ?? '';
  let [passed, total] = [0, 0];
  for (const [name, run] of Object.entries(windows)) {
    if (!name.startsWith(only)) continue;
    const counts = await run();
    passed += counts.passed;
    total += counts.total;
  }
  return [passed, total];
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

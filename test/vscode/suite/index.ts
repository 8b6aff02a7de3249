import * as vscode from 'vscode';
import { detectionCases } from './detectionCases.ts';
import { fixCases } from './fixCases.ts';
import { migrationCases } from './migration/migrationCases.ts';
import { restartCases } from './restartCases.ts';
import { scanCases } from './scanCases.ts';
import { signedOutCases } from './signedOutCases.ts';
import { pause } from './suiteCase.ts';
import type { SuiteCase } from './suiteCase.ts';
import { vaultCases } from './vaultCases.ts';

const prefix = 'VAULT-REFS-E2E';

/** The cases of a window, as `suiteWindows.ts` names them. */
const casesByName: Readonly<Record<string, readonly SuiteCase[]>> = {
  general: [...signedOutCases, ...detectionCases, ...restartCases, ...vaultCases, ...fixCases, ...scanCases],
  migration: migrationCases,
};

/** @throws Error after the line by which the launcher of the editor knows that it has to load the editor again. */
async function expectFolders(): Promise<void> {
  const deadline = Date.now() + 4000;
  while ((vscode.workspace.workspaceFolders ?? []).length === 0) {
    if (Date.now() > deadline) {
      console.log(`${prefix} no folders`);
      throw new Error('The editor shows none of the folders of the workspace.');
    }
    await pause(50);
  }
}

/**
 * Entry that the editor calls. Prints one line for each case and one for the count.
 * @throws Error when a case fails.
 */
export async function run(): Promise<void> {
  await expectFolders();
  let failed = 0;
  const cases = casesByName[process.env['VAULT_REFS_SUITE_CASES'] ?? ''] ?? [];
  for (const suiteCase of cases) {
    const { name } = suiteCase;
    const started = Date.now();
    try {
      await suiteCase.run();
      console.log(`${prefix} pass ${name} (${Date.now() - started} ms)`);
    } catch (error) {
      failed += 1;
      console.log(`${prefix} fail ${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  console.log(`${prefix} total ${cases.length - failed} passed, ${failed} failed`);
  if (failed > 0) throw new Error(`${failed} cases failed`);
}

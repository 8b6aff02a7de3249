import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { build } from 'esbuild';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startVault } from '../../scripts/demo/startVault.ts';
import { ensureEditor } from '../../scripts/editor/install.ts';
import type { Editor } from '../../scripts/editor/install.ts';
import { personlessEnvironment } from '../../scripts/editor/personlessEnvironment.ts';
import { newRunFolder, projectRoot } from '../../scripts/editor/places.ts';
import { quietSettings } from '../../scripts/editor/quietSettings.ts';
import { isFullRun } from '../support/fullRun.ts';
import { TestAdmin } from '../support/testAdmin.ts';
import type { TestVault } from '../support/testVault.ts';
import { SuiteLines } from './suiteLines.ts';
import type { SuiteWindow } from './suiteWindows.ts';
import { suiteWindows } from './suiteWindows.ts';

export interface EditorSuiteResult {
  readonly passed: number;
  readonly failed: number;
  /** Which editor and which Vault server ran, for people. */
  readonly editor: string;
  readonly vault: string;
}

/**
 * Runs the suite of `suite/` in the real editor on the extension in this repository (its bundles must be built),
 * against a Vault server of its own, window after window. An editor that does not even begin counts as one failure.
 * `VAULT_REFS_EDITOR_WINDOWS` names the windows to run where not all are wanted, by the beginning of their names.
 */
export async function runEditorSuite(
  report: (line: string) => void = console.log,
): Promise<EditorSuiteResult> {
  const editor = await ensureEditor(report);
  const vault = await startVault(report);
  const only = process.env['VAULT_REFS_EDITOR_WINDOWS'] ?? '';
  let [passed, failed] = [0, 0];
  try {
    for (const window of suiteWindows.filter(({ name }) => name.startsWith(only))) {
      const counts = await runWindow(window, editor, vault, report);
      passed += counts.passed;
      failed += counts.failed;
    }
    return { passed, failed, editor: editor.label, vault: vault.label };
  } finally {
    await vault.stop();
  }
}

async function runWindow(
  window: SuiteWindow,
  editor: Editor,
  vault: TestVault,
  report: (line: string) => void,
): Promise<{ readonly passed: number; readonly failed: number }> {
  const folder = await newRunFolder();
  try {
    const lines = new SuiteLines(report);
    const ok = await runIn(folder, window, editor, vault, lines);
    const failed = ok && lines.passed > 0 ? lines.failed : Math.max(1, lines.failed);
    return { passed: lines.passed, failed };
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Whether the editor ended as it should. */
async function runIn(
  folder: string,
  window: SuiteWindow,
  editor: Editor,
  vault: TestVault,
  lines: SuiteLines,
): Promise<boolean> {
  const admin = new TestAdmin(vault);
  const userFolder = join(folder, 'user', 'User');
  await mkdir(userFolder, { recursive: true });
  await writeFile(join(userFolder, 'settings.json'), JSON.stringify(quietSettings));
  const launchArgs = [
    await window.prepare(folder, admin),
    `--user-data-dir=${join(folder, 'user')}`,
    `--extensions-dir=${join(folder, 'extensions')}`,
  ];
  const run = runTests({
    vscodeExecutablePath: editor.executable,
    extensionDevelopmentPath: projectRoot,
    extensionTestsPath: await bundleSuite(folder),
    extensionTestsEnv: suiteEnvironment(folder, vault, {
      VAULT_TOKEN: await window.token(vault, admin),
      VAULT_REFS_SUITE_CASES: window.cases,
    }),
    launchArgs,
    stdout: lines,
    stderr: lines,
  });
  return run.then(
    () => true,
    (error: unknown) => {
      if (error instanceof TestRunFailedError) return false;
      throw error;
    },
  );
}

/** `vscode` exists only inside the extension host, which loads CommonJS. */
async function bundleSuite(folder: string): Promise<string> {
  const outfile = join(folder, 'suite.cjs');
  const entryPoints = [fileURLToPath(new URL('suite/index.ts', import.meta.url))];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', external: ['vscode'] });
  return outfile;
}

/** Undefined removes what `runTests` would hand on of this process's own. */
function suiteEnvironment(
  folder: string,
  vault: TestVault,
  more: Readonly<Record<string, string>>,
): Record<string, string | undefined> {
  const clean = personlessEnvironment();
  const removed = Object.keys(process.env).filter((name) => !(name in clean));
  return {
    ...Object.fromEntries(removed.map((name) => [name, undefined])),
    HOME: folder,
    VAULT_ADDR: vault.address,
    VAULT_REFS_NODE: process.execPath,
    VAULT_REFS_TEST_FULL: isFullRun ? '1' : '',
    ...more,
  };
}

import { ensureOpenBao, releaseWithLdap } from '../test/support/openBaoBinary.ts';
import { addCounts, runVitest, type TestCounts } from './steps/vitestStep.ts';
import { runStep, type StepOutcome } from './steps/runStep.ts';

/**
 * The whole test command. `--full` runs the long suites at full length. Ends with `N passed, N failed`; a step
 * without counts of its own (formatting, lint, types, bundle) counts as one test.
 */
const full = process.argv.includes('--full');

/** Looked for once, so that each test file finds it at once and the reason for doing without is printed once. */
async function openBaoChoice(): Promise<string> {
  const onProgress = (message: string): boolean => process.stdout.write(`${message}\n`);
  const found = await ensureOpenBao({ onProgress });
  if ('binary' in found) {
    // The tests that need it say when it cannot be had.
    await ensureOpenBao({ onProgress, release: releaseWithLdap });
    process.stdout.write('Vault servers: the real OpenBao and the embedded server\n');
    return found.binary;
  }
  process.stdout.write(`Vault servers: the embedded server alone (${found.unavailable})\n`);
  return 'none';
}

function asCount(outcome: StepOutcome): TestCounts {
  return { passed: outcome.ok ? 1 : 0, failed: outcome.ok ? 0 : 1, skipped: 0 };
}

async function staticChecks(): Promise<TestCounts[]> {
  const formatting = await runStep('formatting', 'prettier', ['--check', '--log-level', 'warn', '.']);
  const lint = await runStep('lint', 'eslint', ['.', '--cache', '--cache-location', '.cache/eslint']);
  const types = await runStep('types', 'tsc', [
    '--noEmit',
    '--incremental',
    '--tsBuildInfoFile',
    '.cache/tsbuildinfo',
  ]);
  return [formatting, lint, types].map(asCount);
}

async function dynamicChecks(): Promise<TestCounts[]> {
  const env = { VAULT_REFS_BAO: await openBaoChoice(), VAULT_REFS_TEST_FULL: full ? '1' : '' };
  const bundle = asCount(await runStep('bundle', 'node', ['esbuild.mjs']));
  const suites: TestCounts[] = [];
  for (const project of ['unit', 'lsp', 'vault']) suites.push(await runVitest(project, env));
  return [bundle, ...suites, ...(await grammarChecks()), ...(await editorChecks())];
}

/** They run in this process, and read how long they are to be when they are loaded. */
async function editorChecks(): Promise<TestCounts[]> {
  if (full) process.env['VAULT_REFS_TEST_FULL'] = '1';
  const { runEditorTests } = await import('./steps/editorStep.ts');
  return runEditorTests();
}

async function grammarChecks(): Promise<TestCounts[]> {
  const config = ['--config', 'test/grammar/grammars.json'];
  const unit = await runStep('grammar tests', 'vscode-tmgrammar-test', [
    ...config,
    'test/grammar/unit/*.txt',
  ]);
  const snapshots = await runStep('grammar snapshots', 'vscode-tmgrammar-snap', [
    ...config,
    'test/grammar/snap/*.{yaml,json}',
  ]);
  return [unit, snapshots].map(asCount);
}

const total = addCounts([...(await staticChecks()), ...(await dynamicChecks())]);
const skipped = total.skipped > 0 ? `, ${String(total.skipped)} skipped` : '';
process.stdout.write(`\n${String(total.passed)} passed, ${String(total.failed)} failed${skipped}\n`);
process.exit(total.failed === 0 ? 0 : 1);

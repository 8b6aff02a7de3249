import { ensureOpenBao, releaseWithLdap } from '../test/support/openBaoBinary.ts';
import { asWhole, atOnce, type Output } from './steps/output.ts';
import { runStep, type StepOutcome } from './steps/runStep.ts';
import { addCounts, runVitest, type TestCounts } from './steps/vitestStep.ts';

/**
 * The whole test command. `--full` runs the long suites at full length. Ends with `N passed, N failed`; a step
 * without counts of its own (formatting, lint, types, bundle) counts as one test.
 */
const full = process.argv.includes('--full');
// Read when the tests' files are loaded, in other processes or this one.
process.env['VAULT_REFS_TEST_FULL'] = full ? '1' : '';
const { makePackage, runEditorTests } = await import('./steps/editorStep.ts');

/** Looked for once, so that each test file finds it at once and the reason for doing without is printed once. */
async function openBaoChoice(): Promise<string> {
  const onProgress = (message: string): void => atOnce(`${message}\n`);
  const found = await ensureOpenBao({ onProgress });
  if ('binary' in found) {
    // The tests that need it say when it cannot be had.
    await ensureOpenBao({ onProgress, release: releaseWithLdap });
    atOnce('Vault servers: the real OpenBao and the embedded server\n');
    return found.binary;
  }
  atOnce(`Vault servers: the embedded server alone (${found.unavailable})\n`);
  return 'none';
}

function asCount(outcome: StepOutcome): TestCounts {
  return { passed: outcome.ok ? 1 : 0, failed: outcome.ok ? 0 : 1, skipped: 0 };
}

type Step = (output: Output) => Promise<TestCounts>;

const tool =
  (name: string, command: string, ...args: readonly string[]): Step =>
  async (output) =>
    asCount(await runStep(name, command, args, { output }));

const suite =
  (project: string, env: Readonly<Record<string, string>>): Step =>
  (output) =>
    runVitest(project, { env, output });

const staticChecks: readonly Step[] = [
  tool('formatting', 'prettier', '--check', '--log-level', 'warn', '.'),
  tool('lint', 'eslint', '.', '--cache', '--cache-location', '.cache/eslint'),
  tool('types', 'tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', '.cache/tsbuildinfo'),
];

const grammar = ['--config', 'test/grammar/grammars.json'];
const grammarChecks: readonly Step[] = [
  tool('grammar tests', 'vscode-tmgrammar-test', ...grammar, 'test/grammar/unit/*.txt'),
  tool('grammar snapshots', 'vscode-tmgrammar-snap', ...grammar, 'test/grammar/snap/*.{yaml,json}'),
];

async function inTurn(steps: readonly Step[], output?: Output): Promise<TestCounts[]> {
  const counts: TestCounts[] = [];
  for (const step of steps) counts.push(await (output ? step(output) : asWhole(step)));
  return counts;
}

async function editorChecks(vsix: string | undefined, output?: Output): Promise<TestCounts[]> {
  if (vsix === undefined) return [];
  return output ? runEditorTests(vsix, output) : asWhole((gathered) => runEditorTests(vsix, gathered));
}

async function allChecks(): Promise<TestCounts[]> {
  const env = { VAULT_REFS_BAO: await openBaoChoice() };
  const { vsix, counts } = await makePackage(atOnce);
  const beside = [...staticChecks, ...grammarChecks, suite('lsp', env), suite('vault', env)];
  // These wait for the editor or for servers half of the time, and in full for hours: side by side only when reduced.
  const [checks, editor] = full
    ? [await inTurn(beside, atOnce), await editorChecks(vsix, atOnce)]
    : await Promise.all([inTurn(beside), editorChecks(vsix)]);
  const unit = await inTurn([suite('unit', env)], atOnce);
  return [counts, ...checks, ...editor, ...unit];
}

const total = addCounts(await allChecks());
const skipped = total.skipped > 0 ? `, ${String(total.skipped)} skipped` : '';
atOnce(`\n${String(total.passed)} passed, ${String(total.failed)} failed${skipped}\n`);
process.exit(total.failed === 0 ? 0 : 1);

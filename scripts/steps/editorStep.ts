import { statSync } from 'node:fs';
import { runAcceptance } from '../../test/vscode/acceptance/runAcceptance.ts';
import type { EditorSuiteResult } from '../../test/vscode/runSuite.ts';
import { runEditorSuite } from '../../test/vscode/runSuite.ts';
import { packageExtension } from '../editor/packageExtension.ts';
import type { TestCounts } from './vitestStep.ts';

const maxPackageBytes = 500_000;

const report = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** The suite inside the editor, then the packaged product driven from outside. A run that breaks is one failure. */
export async function runEditorTests(): Promise<TestCounts[]> {
  const suite = await counted('editor suite', () => runEditorSuite(report));
  const vsix = await packageExtension(report).catch(() => undefined);
  if (vsix === undefined) return [suite, { passed: 0, failed: 1, skipped: 0 }];
  return [suite, sizeOf(vsix), await counted('packaged product', () => runAcceptance(vsix, report))];
}

/** A small package is a promise of the README; the limit is in bytes of the VSIX. */
function sizeOf(vsix: string): TestCounts {
  const { size } = statSync(vsix);
  const ok = size <= maxPackageBytes;
  report(
    `-- package: ${String(Math.round(size / 1000))} KB of at most ${String(maxPackageBytes / 1000)}${ok ? '' : ': FAILED'}`,
  );
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

async function counted(name: string, run: () => Promise<EditorSuiteResult>): Promise<TestCounts> {
  process.stdout.write(`\n== ${name}\n`);
  const started = performance.now();
  try {
    const { passed, failed, editor, vault } = await run();
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    report(
      `-- ${name}: ${String(passed)} passed, ${String(failed)} failed in ${editor} with ${vault} (${seconds} s)`,
    );
    return { passed, failed, skipped: 0 };
  } catch (error) {
    report(`-- ${name}: FAILED: ${error instanceof Error ? error.message : 'unknown error'}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

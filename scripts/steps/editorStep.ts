import { statSync } from 'node:fs';
import { runAcceptance } from '../../test/vscode/acceptance/runAcceptance.ts';
import type { EditorSuiteResult } from '../../test/vscode/runSuite.ts';
import { runEditorSuite } from '../../test/vscode/runSuite.ts';
import { packageExtension } from '../editor/packageExtension.ts';
import type { Output } from './output.ts';
import type { TestCounts } from './vitestStep.ts';

const maxPackageBytes = 500_000;

/** The suite inside the editor, then the packaged product driven from outside. A run that breaks is one failure. */
export async function runEditorTests(vsix: string, output: Output): Promise<TestCounts[]> {
  return [
    await counted('editor suite', output, runEditorSuite),
    await counted('packaged product', output, (report) => runAcceptance(vsix, report)),
  ];
}

/** Makes the package. Undefined, and one failure, when that fails; a failure too when it is larger than promised. */
export async function makePackage(output: Output): Promise<{ vsix: string | undefined; counts: TestCounts }> {
  try {
    const vsix = await packageExtension((line) => output(`\n== package\n${line}\n`));
    return { vsix, counts: sizeOf(vsix, output) };
  } catch (error) {
    output(`-- package: FAILED: ${error instanceof Error ? error.message : 'unknown error'}\n`);
    return { vsix: undefined, counts: { passed: 0, failed: 1, skipped: 0 } };
  }
}

/** A small package is a promise of the README; the limit is in bytes of the VSIX. */
function sizeOf(vsix: string, output: Output): TestCounts {
  const { size } = statSync(vsix);
  const ok = size <= maxPackageBytes;
  output(
    `-- package: ${String(Math.round(size / 1000))} KB of at most ${String(maxPackageBytes / 1000)}${ok ? '' : ': FAILED'}\n`,
  );
  return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

async function counted(
  name: string,
  output: Output,
  run: (report: (line: string) => void) => Promise<EditorSuiteResult>,
): Promise<TestCounts> {
  const report = (line: string): void => output(`${line}\n`);
  report(`\n== ${name}`);
  const started = performance.now();
  try {
    const { passed, failed, editor, vault } = await run(report);
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

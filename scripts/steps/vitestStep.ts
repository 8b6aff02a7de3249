import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runStep, type StepOptions } from './runStep.ts';

const root = join(import.meta.dirname, '..', '..');

/** Counts of one suite, as the closing line adds them up. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Adds counts up. */
export function addCounts(counts: readonly TestCounts[]): TestCounts {
  const sum = (pick: (count: TestCounts) => number): number =>
    counts.reduce((total, count) => total + pick(count), 0);
  return { passed: sum((c) => c.passed), failed: sum((c) => c.failed), skipped: sum((c) => c.skipped) };
}

/**
 * Runs one vitest project and returns its counts. A run that ended without a report, or failed without a failing
 * test (an unhandled error), counts as one failure.
 */
export async function runVitest(project: string, options: StepOptions): Promise<TestCounts> {
  const report = join('.cache', `vitest-${project}.json`);
  rmSync(join(root, report), { force: true });
  const reporters = ['--reporter', 'default', '--reporter', 'json', '--outputFile.json', report];
  const outcome = await runStep(
    `${project} tests`,
    'vitest',
    ['run', '--project', project, ...reporters],
    options,
  );
  const counts = readReport(join(root, report));
  if (counts === undefined) return { passed: 0, failed: 1, skipped: 0 };
  return outcome.ok || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

function readReport(file: string): TestCounts | undefined {
  try {
    const json = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    const count = (name: string): number => Number(json[name] ?? 0);
    // A suite that could not be collected has no tests to fail.
    const failed = Math.max(count('numFailedTests'), count('numFailedTestSuites') > 0 ? 1 : 0);
    return { passed: count('numPassedTests'), failed, skipped: count('numPendingTests') };
  } catch {
    return undefined;
  }
}

import type { RunStore, StoredRun } from '../../migration/journal/runStore.ts';
import { printable } from '../../printable.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { CouldNotError, exitCodes } from '../context.ts';
import { safeJson } from '../reporters/safeJson.ts';
import type { ReportFormat } from './migrateOrder.ts';
import { filesBelow, foldersOf } from './openRuns.ts';
import { type RunFacts, runFacts, runLine } from './runFacts.ts';

/** Prints runs, and tells by the exit code whether one is unfinished. */
export function listRuns(
  runs: readonly StoredRun[],
  format: ReportFormat,
  { stdout }: Pick<CliContext, 'stdout'>,
): ExitCode {
  const facts = runs.flatMap((run) => runFacts(run) ?? []);
  if (format === 'json') stdout.write(`${safeJson({ runs: facts.map(jsonFacts) })}\n`);
  else for (const run of runs) stdout.write(`${printable(runLine(run))}\n`);
  const isUnfinished = facts.some(({ phase }) => phase === 'running' || phase === 'undoing');
  return isUnfinished ? exitCodes.findings : exitCodes.clean;
}

/** Deletes a run for good, and what a crash of it may have left beside its files. @throws CouldNotError when it is not there or somebody is at work on it. */
export async function dismissRun(store: RunStore, run: string): Promise<void> {
  const stored = (await store.list()).find((one) => one.run === run);
  if (!(await store.dismiss(run)))
    throw new CouldNotError('There is no such run, or another window or command is at work on it.');
  const files = filesBelow(foldersOf(stored?.header.folders ?? []));
  for (const { uri } of stored?.header.files ?? []) await files.tidy(uri);
}

function jsonFacts({ startedAt, phase, isOwned, ...facts }: RunFacts): Record<string, unknown> {
  return { ...facts, started_at: startedAt, state: phase, at_work: isOwned };
}

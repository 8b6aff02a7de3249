import { runReport } from '../../migration/report/runReport.ts';
import type { VaultAccess } from '../../runtime.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { CouldNotError } from '../context.ts';
import { signInAt } from '../signIn.ts';
import { ProgressLine } from '../terminal/progressLine.ts';
import { agree, counted, placeWords } from './asking.ts';
import { findRun } from './findRun.ts';
import type { Continuation, RunManner } from './migrateOrder.ts';
import { commandRuns, commandRunStore, filesBelow, foldersOf } from './openRuns.ts';
import { exitCodeOf, printReport } from './printReport.ts';
import { isUnfinished } from './runFacts.ts';
import { runFileName } from './runFileName.ts';
import { runOptions, tellRun } from './startRun.ts';

/** Goes on with a run that was cut short. @throws UsageError, CouldNotError. */
export async function continueRun(
  order: Continuation & RunManner,
  access: VaultAccess,
  context: CliContext,
  signal: AbortSignal,
): Promise<ExitCode> {
  const store = commandRunStore(context);
  const { run, header } = findRun(await store.list(), order.run, isUnfinished, 'unfinished run');
  const signedIn = await signInAt(access, order.place, context.cwd);
  if (!signedIn.ok) throw new CouldNotError(`Not signed in: ${signedIn.message}`);
  if (!order.isAgreed) {
    const { entries, files } = header;
    const what = `The run of ${header.startedAt} moves ${counted(entries.length, 'secret')} of ${counted(files.length, 'file')} to ${placeWords(header)}.`;
    await agree(context, [what], 'Go on with it?');
  }
  const progress = new ProgressLine(context);
  const runs = commandRuns(access.vault, filesBelow(foldersOf(header.folders)), store);
  const continued = await runs.continue(run, await runOptions(access, progress, signal), signal);
  progress.erase();
  if (continued.kind === 'refused') throw new CouldNotError(continued.because);
  const fileName = runFileName(context.cwd);
  const report = runReport(continued.header, continued.outcome, { fileName });
  printReport(report, order.format, context);
  tellRun(continued, context);
  return exitCodeOf(report);
}

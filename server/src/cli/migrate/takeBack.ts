import { undoReport } from '../../migration/report/runReport.ts';
import type { VaultAccess } from '../../runtime.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { CouldNotError } from '../context.ts';
import { signInAt } from '../signIn.ts';
import { ProgressLine } from '../terminal/progressLine.ts';
import { agree, counted, placeWords } from './asking.ts';
import { RemovalAgreement } from './removalAgreement.ts';
import { findRun } from './findRun.ts';
import type { RunManner } from './migrateOrder.ts';
import { commandRuns, commandRunStore, filesBelow, foldersOf } from './openRuns.ts';
import { exitCodeOf, printReport } from './printReport.ts';
import { isUndoable } from './runFacts.ts';
import { runFileName } from './runFileName.ts';

/** Takes a run back: the files, and after another question what is in Vault. @throws UsageError, CouldNotError. */
export async function takeBack(
  order: RunManner & { readonly run: string | undefined },
  access: VaultAccess,
  context: CliContext,
  signal: AbortSignal,
): Promise<ExitCode> {
  const store = commandRunStore(context);
  const { run, header } = findRun(await store.list(), order.run, isUndoable, 'run to take back');
  const signedIn = await signInAt(access, order.place, context.cwd);
  if (!signedIn.ok) throw new CouldNotError(`Not signed in: ${signedIn.message}`);
  if (!order.isAgreed) {
    const { entries, files } = header;
    const what = `The run of ${header.startedAt} moved secrets to ${placeWords(header)}. The plaintext of ${counted(entries.length, 'secret')} would go back into ${counted(files.length, 'file')}.`;
    await agree(context, [what], 'Put it back?');
  }
  const folders = foldersOf(header.folders);
  const progress = new ProgressLine(context);
  const removal = new RemovalAgreement(order, folders, access.store.knownMounts, context);
  const runs = commandRuns(access.vault, filesBelow(folders), store);
  const undone = await runs.undo(
    run,
    {
      confirmRemoval: (targets) => {
        progress.erase();
        return removal.ask(targets);
      },
      onProgress: (done, total) => progress.show(() => `Secrets restored: ${done} of ${total}.`),
    },
    signal,
  );
  progress.erase();
  if (undone.kind === 'refused') throw new CouldNotError(undone.because);
  const report = undoReport(undone.header, undone.outcome, { fileName: runFileName(context.cwd) });
  printReport(report, order.format, context);
  return exitCodeOf(report);
}

import { runState, type RunState } from '../../migration/journal/runState.ts';
import { journalOutcome, journalUndoOutcome } from '../../migration/service/journalOutcome.ts';
import type { MigrationResult } from '../../protocol.ts';
import { fileNames } from '../fileNames.ts';
import { confirmRemoval } from './confirmRemoval.ts';
import { refused, runResult, undoResult } from './results.ts';
import { type RunContext, runOptions, runsHere, settle, type TellProgress } from './runContext.ts';

/** Goes on with a run. @throws the signal's reason, before anything is done. */
export async function continueRun(
  context: RunContext,
  run: string,
  tell: TellProgress,
  signal: AbortSignal,
): Promise<MigrationResult> {
  const runs = runsHere(context);
  const options = await runOptions(context, tell, signal);
  const ran = await runs.continue(run, options, signal);
  await settle(context, ran.kind === 'ran' ? ran.header : undefined);
  if (ran.kind === 'refused') return refused(ran.because);
  return runResult(ran.header, ran.outcome, { fileName: await namesNow(context) });
}

/** Takes a run back. */
export async function undoRun(
  context: RunContext,
  run: string,
  tell: TellProgress,
  signal: AbortSignal,
): Promise<MigrationResult> {
  const runs = runsHere(context);
  const state = await stateOf(context, run);
  const undone = await runs.undo(
    run,
    {
      confirmRemoval: async (targets) =>
        state
          ? confirmRemoval(context.parts, state, targets, signal)
          : { isAgreed: false, finalDeletionConfirmed: false },
      onProgress: (done, total) => {
        tell(`${done} of ${total}`);
        context.feed.tellSoon();
      },
    },
    signal,
  );
  await settle(context, undone.kind === 'ran' ? undone.header : undefined);
  if (undone.kind === 'refused') return refused(undone.because);
  return undoResult(undone.header, undone.outcome, { fileName: await namesNow(context) });
}

/** Deletes what is kept of a run; false when a process is at work on it or it could not be done. */
export async function dismissRun(context: RunContext, run: string): Promise<boolean> {
  const { store, feed } = context;
  const stored = (await store.list()).find((one) => one.run === run);
  // The store would let the owner dismiss its run, which here is under way.
  const isGone = stored?.isOwned !== true && (await store.dismiss(run));
  await feed.tell();
  return isGone;
}

/** The report of a run by its journal. */
export async function describeRun(context: RunContext, run: string): Promise<MigrationResult> {
  const state = await stateOf(context, run);
  if (!state) return refused('There is no such run, or its journal cannot be read.');
  const { header, phase } = state;
  const names = { fileName: await namesNow(context) };
  return phase === 'undoing' || phase === 'undone'
    ? undoResult(header, journalUndoOutcome(state), names)
    : runResult(header, journalOutcome(state), names);
}

async function stateOf({ store }: RunContext, run: string): Promise<RunState | undefined> {
  const stored = (await store.list()).find((one) => one.run === run);
  return stored && runState(stored.records);
}

async function namesNow({ parts }: RunContext): Promise<(uri: string) => string> {
  return fileNames(await parts.folders.current());
}

import type { StoredRun } from '../../migration/journal/runStore.ts';
import { ownership } from '../../migration/undo/ownedKeys.ts';
import { type RunPhase, runState, type RunState } from '../../migration/journal/runState.ts';

/** What a list of runs tells of one. */
export interface RunFacts {
  readonly run: string;
  readonly startedAt: string;
  readonly origin: string;
  readonly namespace: string;
  readonly folders: readonly string[];
  readonly phase: RunPhase;
  readonly secrets: number;
  /** Secrets whose reference is in its file, as the journal tells. */
  readonly moved: number;
  readonly isOwned: boolean;
}

/** The facts of a run; undefined for records that make no sense. */
export function runFacts({ run, header, records, isOwned }: StoredRun): RunFacts | undefined {
  const state = runState(records);
  if (!state) return undefined;
  const { startedAt, origin, namespace, folders, entries } = header;
  return {
    run,
    startedAt,
    origin,
    namespace,
    folders,
    phase: state.phase,
    secrets: entries.length,
    moved: state.edited.size,
    isOwned,
  };
}

/** Whether a run has not come to its end. */
export function isUnfinished({ records }: StoredRun): boolean {
  return runState(records)?.phase === 'running';
}

/** Whether there is something of a run to take back: its files, or keys that were kept in Vault. */
export function isUndoable({ records }: StoredRun): boolean {
  const state = runState(records);
  return state !== undefined && (state.phase !== 'undone' || ownership(state).owned.length > 0);
}

const phases: Readonly<Record<RunState['phase'], string>> = {
  running: 'unfinished',
  finished: 'finished',
  undoing: 'undo unfinished',
  undone: 'undone',
};

/** A run in one line. */
export function runLine(stored: StoredRun): string {
  const { run, header, isOwned } = stored;
  const facts = runFacts(stored);
  const place = header.namespace === '' ? header.origin : `${header.origin} ${header.namespace}`;
  const state = facts ? phases[facts.phase] : 'unreadable';
  const count = `${facts?.moved ?? 0} of ${header.entries.length}`;
  return `${run}  ${header.startedAt}  ${state}${isOwned ? ', at work' : ''}  ${count} moved  ${place}`;
}

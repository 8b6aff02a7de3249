import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import type { JournalEntry } from '../journal/records.ts';
import type { RunState } from '../journal/runState.ts';
import type { EntryOutcome, RunOutcome } from '../run/outcome.ts';
import { ownership } from '../undo/ownedKeys.ts';
import type { RemovedKey, RestoredEntry, UndoOutcome } from '../undo/undoRun.ts';

/** What a run has done, as far as its journal tells: reasons are not in it. */
export function journalOutcome(state: RunState): RunOutcome {
  const entries = state.header.entries.map((entry) => entryOutcome(state, entry));
  return { entries, warnings: [], annotated: 0 };
}

function entryOutcome({ edited, phase }: RunState, { id, action }: JournalEntry): EntryOutcome {
  if (edited.has(id)) return { id, status: action === 'reuse' ? 'reused' : 'moved' };
  return { id, status: phase === 'finished' ? 'not-moved' : 'not-reached' };
}

/** The same of taking it back. */
export function journalUndoOutcome(state: RunState): UndoOutcome {
  const entries = state.header.entries.map((entry) => restoredEntry(state, entry));
  return { entries, keys: journalKeys(state) };
}

/** An entry that was never edited has had its plaintext all the time. */
function restoredEntry({ restored, edited, phase }: RunState, { id }: JournalEntry): RestoredEntry {
  const isBack = restored.has(id) || (phase === 'undone' && !edited.has(id));
  return { id, status: isBack ? 'restored' : 'not-reached' };
}

function journalKeys(state: RunState): readonly RemovedKey[] {
  const { owned, unclear } = ownership(state);
  const gone = [...state.removed].flatMap((id) => targetOf(id) ?? []);
  return [
    ...gone.map((target) => ({ target, status: 'removed' as const })),
    ...[...owned, ...unclear].map(({ mount, path, key }) => ({
      target: { mount, path, key },
      status: 'kept' as const,
    })),
  ];
}

/** A key that `keyId` has named. */
function targetOf(id: string): SecretTarget | undefined {
  const parts: unknown = JSON.parse(id);
  const [mount, path, key] = Array.isArray(parts) ? (parts as unknown[]) : [];
  return typeof mount === 'string' && typeof path === 'string' && typeof key === 'string'
    ? { mount, path, key }
    : undefined;
}

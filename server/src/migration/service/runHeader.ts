import type { JournalEntry, JournalFile, RunHeader } from '../journal/records.ts';
import type { Fingerprints } from '../journal/runStore.ts';
import type { EntryAction, PlannedMove } from '../plan/plan.ts';

/** A secret that is to be moved, and what that will mean for Vault. */
export interface RunMove {
  readonly move: PlannedMove;
  readonly action: EntryAction;
  readonly languageId: string;
  /** 0-based. */
  readonly line: number;
}

/** What is written down of a run besides its secrets. */
export interface RunFacts {
  readonly run: string;
  readonly startedAt: string;
  readonly origin: string;
  readonly namespace: string;
  readonly folders: readonly string[];
  readonly kvV1RaceConfirmed: boolean;
}

/** The first record of a run: what it is going to do, without a value. Files come in the order of the moves. */
export function runHeader(facts: RunFacts, moves: readonly RunMove[], fingerprints: Fingerprints): RunHeader {
  const files = new Map<string, JournalFile>();
  for (const { move, languageId } of moves) {
    const { uri } = move.entry;
    if (!files.has(uri)) files.set(uri, { uri, languageId });
  }
  const numbers = new Map([...files.keys()].map((uri, index) => [uri, index]));
  const entries = moves.map((move) =>
    journalEntry(move, numbers.get(move.move.entry.uri) ?? 0, fingerprints),
  );
  return { type: 'run', format: 1, ...facts, files: [...files.values()], entries };
}

function journalEntry(
  { move, action, line }: RunMove,
  file: number,
  fingerprints: Fingerprints,
): JournalEntry {
  const { entry, value, edit, spelling } = move;
  const { id, document, keyPath, finding, target, reference } = entry;
  return {
    id,
    file,
    document,
    keyPath,
    scalarStart: finding.scalarStart,
    scalarEnd: finding.scalarEnd,
    start: edit.start,
    end: edit.end,
    line,
    rule: finding.ruleId,
    target,
    action,
    reference,
    written: edit.newText,
    ...(spelling === undefined ? {} : { spelling }),
    fingerprint: fingerprints.of(id, value),
  };
}

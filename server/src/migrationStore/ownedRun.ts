import type { JournalRecord } from '../migration/journal/records.ts';
import type { OwnedRun } from '../migration/journal/runStore.ts';
import { JournalError } from '../migration/journal/runStore.ts';
import { fingerprintsOf } from './fingerprints.ts';
import type { JournalWriter } from './journal/journalFile.ts';
import type { RunLock } from './lock/runLock.ts';

export interface OwnedRunParts {
  readonly run: string;
  readonly key: Uint8Array;
  readonly records: readonly JournalRecord[];
  readonly writer: JournalWriter;
  readonly lock: RunLock;
}

/** A run that this process owns; records are written one after the other, in the order in which they were given. */
export function ownedRun(
  { run, key, records, writer, lock }: OwnedRunParts,
  onRelease: () => void,
): OwnedRun {
  let last: Promise<unknown> = Promise.resolve();
  let isReleased = false;
  const append = async (record: JournalRecord): Promise<void> => {
    // Looked at each time: whoever takes a run over takes the lock away first.
    if (!(await lock.isHeld())) throw new JournalError();
    await writer.append(record).catch(() => {
      throw new JournalError();
    });
  };
  return {
    run,
    fingerprints: fingerprintsOf(run, key),
    records,
    append(record) {
      if (isReleased) return Promise.reject(new JournalError());
      const done = last.then(() => append(record));
      last = done.catch(() => undefined);
      return done;
    },
    async release() {
      if (isReleased) return;
      isReleased = true;
      await last;
      await writer.close().catch(() => undefined);
      await lock.release();
      onRelease();
    },
  };
}

import { dirname } from 'node:path';
import type { JournalRecord } from '../../migration/journal/records.ts';
import type { RunDisk, RunHandle } from '../runDisk.ts';
import { readBytes, syncFolder, writeBytes } from '../wholeFiles.ts';
import type { JournalContent } from './journalText.ts';
import { journalLine, readJournal } from './journalText.ts';
import { MAX_JOURNAL } from './limits.ts';
import { RecordOrder } from './recordOrder.ts';

/** A journal that is open for writing. */
export interface JournalWriter {
  /** Settles when the record is on disk for good. @throws when it is not, and from then on always. */
  append(record: JournalRecord): Promise<void>;
  close(): Promise<void>;
}

/** Makes a journal without records, on disk for good. @throws system errors, also when there is one. */
export async function createJournal(disk: RunDisk, path: string, run: string): Promise<JournalWriter> {
  const handle = await disk.open(path, 'new');
  try {
    await handle.sync();
    await syncFolder(disk, dirname(path));
    return writerOf(handle, new RecordOrder(run), 0);
  } catch (error) {
    await handle.close().catch(() => undefined);
    throw error;
  }
}

/** Opens a journal to go on with it, and takes away a torn last record. @throws system errors. */
export async function openJournal(
  disk: RunDisk,
  path: string,
  run: string,
): Promise<{ readonly records: readonly JournalRecord[]; readonly writer: JournalWriter } | undefined> {
  const handle = await disk.open(path, 'append');
  try {
    const content = await readFrom(handle, run);
    if (content.kind === 'records') {
      const { records, order, length } = content;
      await cutOff(handle, length);
      return { records, writer: writerOf(handle, order, length) };
    }
  } catch (error) {
    await handle.close().catch(() => undefined);
    throw error;
  }
  await handle.close();
  return undefined;
}

/** What an open journal holds. @throws system errors. */
export async function readFrom(handle: RunHandle, run: string): Promise<JournalContent> {
  if ((await handle.facts()).kind !== 'file') return { kind: 'damaged' };
  const bytes = await readBytes(handle, MAX_JOURNAL);
  return bytes ? readJournal(run, bytes) : { kind: 'damaged' };
}

async function cutOff(handle: RunHandle, length: number): Promise<void> {
  if ((await handle.facts()).size === length) return;
  await handle.truncate(length);
  await handle.sync();
}

function writerOf(handle: RunHandle, order: RecordOrder, length: number): JournalWriter {
  let end = length;
  let isBroken = false;
  return {
    async append(record) {
      // After a failure nobody knows where the file ends: another record there could make it unreadable.
      const line = isBroken ? undefined : journalLine(record, order, MAX_JOURNAL - end);
      if (!line) throw new Error('Not written.');
      isBroken = true;
      await writeBytes(handle, line);
      await handle.sync();
      end += line.length;
      isBroken = false;
    },
    close: () => handle.close(),
  };
}

import type { JournalRecord } from '../../migration/journal/records.ts';
import { RecordOrder } from './recordOrder.ts';
import { recordOf } from './recordSchema.ts';

/** What a journal holds. */
export type JournalContent =
  | {
      readonly kind: 'records';
      readonly records: readonly JournalRecord[];
      readonly order: RecordOrder;
      /** Bytes up to the end of the last whole record: what follows was torn by a crash. */
      readonly length: number;
    }
  | { readonly kind: 'damaged' };

const DAMAGED: JournalContent = { kind: 'damaged' };
const LINE_END = 0x0a;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Reads a journal: a record of JSON a line. A last line that has no end, or zeros in it (after a loss of power a file
 * may have got its length and not its contents), was never waited for and is left out; anything else that does not fit
 * means that somebody or something has changed the file. Never throws.
 */
export function readJournal(run: string, bytes: Uint8Array): JournalContent {
  const order = new RecordOrder(run);
  const records: JournalRecord[] = [];
  let length = 0;
  for (;;) {
    const end = bytes.indexOf(LINE_END, length);
    if (end < 0) break;
    const line = bytes.subarray(length, end);
    if (line.includes(0) && end === bytes.length - 1) break;
    const record = recordOf(parse(line));
    if (!record || !order.accepts(record)) return DAMAGED;
    records.push(record);
    length = end + 1;
  }
  return { kind: 'records', records, order, length };
}

/**
 * The line of a record; undefined when it holds anything that it should not, or has more than `room` bytes. It is made from
 * what the schema lets through, so nothing that a caller adds can get in.
 */
export function journalLine(record: JournalRecord, order: RecordOrder, room: number): Uint8Array | undefined {
  const checked = recordOf(record);
  if (!checked) return undefined;
  const line = new TextEncoder().encode(`${JSON.stringify(checked)}\n`);
  return line.length <= room && order.accepts(checked) ? line : undefined;
}

function parse(line: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(line)) as unknown;
  } catch {
    return undefined;
  }
}

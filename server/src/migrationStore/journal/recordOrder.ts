import type { JournalRecord, RunHeader } from '../../migration/journal/records.ts';
import { MAX_RECORDS } from './limits.ts';

/** Which records may follow the ones before: what a journal tells of must be in its header. */
export class RecordOrder {
  readonly #run: string;
  #header: RunHeader | undefined;
  #entries: ReadonlySet<string> = new Set();
  #count = 0;

  constructor(run: string) {
    this.#run = run;
  }

  /** Whether the record may be next; if so, it is taken for written. */
  accepts(record: JournalRecord): boolean {
    if (this.#count >= MAX_RECORDS || !this.#fits(record)) return false;
    this.#count += 1;
    return true;
  }

  #fits(record: JournalRecord): boolean {
    if (record.type === 'run') return this.#begins(record);
    if (!this.#header) return false;
    return !('file' in record) || this.#isKnown(record);
  }

  #begins(header: RunHeader): boolean {
    const ids = new Set(header.entries.map(({ id }) => id));
    if (this.#header || header.run !== this.#run || ids.size !== header.entries.length) return false;
    if (!header.entries.every((entry) => entry.file < header.files.length && isNested(entry))) return false;
    this.#header = header;
    this.#entries = ids;
    return true;
  }

  #isKnown({ file, entries }: { readonly file: number; readonly entries: readonly string[] }): boolean {
    if (!this.#header || file >= this.#header.files.length) return false;
    return entries.every((id) => this.#entries.has(id));
  }
}

function isNested(entry: RunHeader['entries'][number]): boolean {
  return entry.start <= entry.end && entry.scalarStart <= entry.scalarEnd;
}

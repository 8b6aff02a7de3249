import type { JournalRecord, RunHeader } from './records.ts';

/** The journal cannot be written: the run must stop before its next step. */
export class JournalError extends Error {
  constructor() {
    super('The journal of the run cannot be written.');
    this.name = 'JournalError';
  }
}

/** Knows values again without keeping them: HMACs under a random key of the run, which is kept apart from the journal. */
export interface Fingerprints {
  /** Hexadecimal; bound to the run and to `entry`. */
  of(entry: string, value: string): string;
}

/** A run that this process owns. */
export interface OwnedRun {
  readonly run: string;
  readonly fingerprints: Fingerprints;
  /** In the order in which they were written; empty for a new run. A last one that was torn by a crash is left out. */
  readonly records: readonly JournalRecord[];
  /** Settles when the record is on disk for good. @throws JournalError, also when another process has taken the run over. */
  append(record: JournalRecord): Promise<void>;
  /** Gives the run up, so that another process may go on. Never throws. */
  release(): Promise<void>;
}

/** What is known of a run without owning it. */
export interface StoredRun {
  readonly run: string;
  readonly header: RunHeader;
  readonly records: readonly JournalRecord[];
  /** Whether a living process owns it, this one included. */
  readonly isOwned: boolean;
}

export type OpenedRun =
  | { readonly kind: 'owned'; readonly run: OwnedRun }
  /** Another process owns it: this one can only watch. */
  | { readonly kind: 'busy' }
  /** `damaged`: the journal cannot be read, or its key is gone. */
  | { readonly kind: 'missing' | 'damaged' };

/** PORT: the runs that are kept. */
export interface RunStore {
  /** A new run, owned. @throws JournalError. */
  create(): Promise<OwnedRun>;
  /** All runs, oldest first. Never throws: what cannot be read is left out. */
  list(): Promise<readonly StoredRun[]>;
  open(run: string): Promise<OpenedRun>;
  /** Deletes a run's key and journal for good; false when another process owns it or it could not be done. */
  dismiss(run: string): Promise<boolean>;
}

import type { RunStop } from './runStop.ts';

/**
 * What became of one secret. `moved`: the file holds the reference and Vault the value. `reused`: the same, with a value
 * that was there already. `not-moved`: the plaintext is where it was. `unclear`: look at the file. `not-reached`: the run
 * stopped before.
 */
export type EntryStatus = 'moved' | 'reused' | 'not-moved' | 'unclear' | 'not-reached';

export interface EntryOutcome {
  readonly id: string;
  readonly status: EntryStatus;
  /** Begins a sentence; present where something went wrong. */
  readonly reason?: string;
}

export interface RunOutcome {
  /** In the order of the journal's entries. */
  readonly entries: readonly EntryOutcome[];
  /** Sentences for the person; without a value. */
  readonly warnings: readonly string[];
  /** Paths whose custom metadata tells who moved what. */
  readonly annotated: number;
  readonly stopped?: RunStop;
}

/** Collects what becomes of each secret; what was said first and is final stays. */
export class OutcomeBoard {
  readonly #outcomes = new Map<string, EntryOutcome>();
  readonly #ids: readonly string[];
  readonly warnings: string[] = [];
  annotated = 0;

  constructor(ids: readonly string[]) {
    this.#ids = ids;
  }

  set(id: string, status: EntryStatus, reason?: string): void {
    this.#outcomes.set(id, reason === undefined ? { id, status } : { id, status, reason });
  }

  /** Whether something has been said of an entry. */
  has(id: string): boolean {
    return this.#outcomes.has(id);
  }

  /** How many have been spoken of. */
  get count(): number {
    return this.#outcomes.size;
  }

  /** Whether every secret is where it should be. */
  get isComplete(): boolean {
    return this.#ids.every((id) => isDone(this.#outcomes.get(id)));
  }

  outcome(stopped: RunStop | undefined): RunOutcome {
    const entries = this.#ids.map((id) => this.#outcomes.get(id) ?? { id, status: 'not-reached' as const });
    const { warnings, annotated } = this;
    return { entries, warnings, annotated, ...(stopped === undefined ? {} : { stopped }) };
  }
}

function isDone(outcome: EntryOutcome | undefined): boolean {
  return outcome?.status === 'moved' || outcome?.status === 'reused';
}

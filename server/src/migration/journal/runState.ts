import type { SecretPath } from '../../languageService/secretStore.ts';
import type { JournalRecord, RunHeader, WriteBase, WrittenVersion } from './records.ts';

/** How far a run has come. `damaged`: the records do not begin with a header. */
export type RunPhase = 'running' | 'finished' | 'undoing' | 'undone';

/** One write of a run. `unknown`: it was begun, and nobody knows whether it happened. */
export interface RunWrite extends SecretPath {
  readonly keys: readonly string[];
  readonly base: WriteBase;
  readonly outcome:
    | { readonly kind: 'unknown' | 'not-written' }
    | ({ readonly kind: 'written'; readonly isCertain: boolean } & WrittenVersion);
}

/** What the records of a run say, all together. */
export interface RunState {
  readonly header: RunHeader;
  readonly phase: RunPhase;
  /** In the order in which they were begun. */
  readonly writes: readonly RunWrite[];
  /** Entries whose reference is known to be in the file, and not back to plaintext since. */
  readonly edited: ReadonlySet<string>;
  /** Entries whose plaintext an undo has put back. */
  readonly restored: ReadonlySet<string>;
  /** Keys that an undo has taken out of Vault, as {@link keyId} names them. */
  readonly removed: ReadonlySet<string>;
}

/** Names a path among others. */
export function pathId({ mount, path }: SecretPath): string {
  return JSON.stringify([mount, path]);
}

/** Names a key of a path among others. */
export function keyId({ mount, path }: SecretPath, key: string): string {
  return JSON.stringify([mount, path, key]);
}

/** The state of a run by its records; undefined when they do not begin with a header, or have another one later. */
export function runState(records: readonly JournalRecord[]): RunState | undefined {
  const [header, ...steps] = records;
  if (header?.type !== 'run') return undefined;
  const reading = new Reading();
  for (const step of steps) {
    if (step.type === 'run') return undefined;
    reading.take(step);
  }
  return { header, ...reading.state() };
}

type Step = Exclude<JournalRecord, RunHeader>;

class Reading {
  #phase: RunPhase = 'running';
  readonly #writes: RunWrite[] = [];
  /** Index of the last write of each path. */
  readonly #last = new Map<string, number>();
  readonly #edited = new Set<string>();
  readonly #restored = new Set<string>();
  readonly #removed = new Set<string>();

  state(): Omit<RunState, 'header'> {
    return {
      phase: this.#phase,
      writes: this.#writes,
      edited: this.#edited,
      restored: this.#restored,
      removed: this.#removed,
    };
  }

  take(step: Step): void {
    switch (step.type) {
      case 'writing':
        this.#last.set(pathId(step), this.#writes.length);
        this.#writes.push({ ...step, outcome: { kind: 'unknown' } });
        return;
      case 'written':
      case 'not-written':
        this.#settle(step);
        return;
      case 'edited':
        for (const entry of step.entries) this.#edited.add(entry);
        return;
      case 'restored':
        for (const entry of step.entries) this.#restore(entry);
        return;
      case 'removed':
        for (const key of step.keys) this.#removed.add(keyId(step, key));
        return;
      case 'finished':
      case 'undoing':
      case 'undone':
        this.#phase = step.type;
        return;
      case 'editing':
      case 'restoring':
      case 'removing':
    }
  }

  /** The last write to the path is the one that is meant: there is one at a time. */
  #settle(step: Step & { readonly type: 'written' | 'not-written' }): void {
    const index = this.#last.get(pathId(step)) ?? -1;
    const write = this.#writes[index];
    if (!write) return;
    const outcome =
      step.type === 'not-written'
        ? { kind: step.type }
        : {
            kind: step.type,
            version: step.version,
            createdTime: step.createdTime,
            isCertain: step.isCertain,
          };
    this.#writes[index] = { ...write, outcome };
  }

  #restore(entry: string): void {
    this.#edited.delete(entry);
    this.#restored.add(entry);
  }
}

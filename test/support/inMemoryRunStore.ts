import { createHash } from 'node:crypto';
import type { JournalRecord } from '../../server/src/migration/journal/records.ts';
import type {
  OpenedRun,
  OwnedRun,
  RunStore,
  StoredRun,
} from '../../server/src/migration/journal/runStore.ts';
import { JournalError } from '../../server/src/migration/journal/runStore.ts';
import { fingerprintsOf } from '../../server/src/migrationStore/fingerprints.ts';
import { RecordOrder } from '../../server/src/migrationStore/journal/recordOrder.ts';
import { recordOf } from '../../server/src/migrationStore/journal/recordSchema.ts';

export type StoreCall = 'create' | 'list' | 'open' | 'dismiss' | 'append' | 'release';

/** A moment of a call: `before` anything is kept, or `after` it is on disk and before the caller learns of it. */
export interface StoreStep {
  readonly call: StoreCall;
  readonly when: 'before' | 'after';
  /** Of `append`. */
  readonly record?: JournalRecord;
  /** Number of the step since the store was made, from 0. */
  readonly index: number;
}

const FOREIGN = {};

interface KeptRun {
  /** As lines of JSON, as on disk: what that cannot hold does not come back. */
  readonly lines: string[];
  readonly order: RecordOrder;
  /** Of the owner; undefined when there is none, and {@link FOREIGN} when it is another process. */
  token: object | undefined;
  hasKey: boolean;
}

/**
 * The port of runs in memory. `onStep` runs at every step: it may throw (a failed write, or one whose success was not
 * told) or never settle (a crash). What was kept survives {@link crash}, after which a new run of the program may open it.
 */
export class InMemoryRunStore implements RunStore {
  onStep: (step: StoreStep) => void | Promise<void> = () => undefined;
  readonly #runs = new Map<string, KeptRun>();
  #created = 0;
  #steps = 0;

  /** The owners of all runs are dead: their locks are free, and their appends fail. */
  crash(): void {
    for (const kept of this.#runs.values()) kept.token = undefined;
  }

  /** Another process has taken a run that nobody owns, or whose owner was thought dead. */
  occupy(run: string): void {
    this.#kept(run).token = FOREIGN;
  }

  /** The key of a run is lost, as when somebody has cleared the editor's secrets. */
  loseKey(run: string): void {
    this.#kept(run).hasKey = false;
  }

  /** The journal of a run as it is on disk. */
  textOf(run: string): string {
    return this.#kept(run).lines.join('\n');
  }

  async create(): Promise<OwnedRun> {
    await this.#step('create', 'before').catch(failed);
    const run = `run-${this.#created++}`;
    const token = {};
    this.#runs.set(run, { lines: [], order: new RecordOrder(ON_DISK), token, hasKey: true });
    await this.#step('create', 'after').catch(failed);
    return this.#owned(run, token);
  }

  async list(): Promise<readonly StoredRun[]> {
    await this.#step('list', 'before').catch(ignored);
    const runs = [...this.#runs].flatMap(([run, kept]) => storedRun(run, kept) ?? []);
    await this.#step('list', 'after').catch(ignored);
    return runs;
  }

  async open(run: string): Promise<OpenedRun> {
    if (!(await this.#succeeds('open', 'before'))) return { kind: 'damaged' };
    const kept = this.#runs.get(run);
    if (!kept || kept.lines.length === 0) return { kind: 'missing' };
    if (kept.token) return { kind: 'busy' };
    if (!kept.hasKey) return { kind: 'damaged' };
    const token = {};
    kept.token = token;
    if (await this.#succeeds('open', 'after')) return { kind: 'owned', run: this.#owned(run, token) };
    kept.token = undefined;
    return { kind: 'damaged' };
  }

  async dismiss(run: string): Promise<boolean> {
    if (!(await this.#succeeds('dismiss', 'before'))) return false;
    const kept = this.#runs.get(run);
    if (kept?.token === FOREIGN) return false;
    if (kept) kept.token = undefined;
    this.#runs.delete(run);
    return this.#succeeds('dismiss', 'after');
  }

  #owned(run: string, token: object): OwnedRun {
    const kept = this.#kept(run);
    return {
      run,
      // Another key for each run, and the same in every process.
      fingerprints: fingerprintsOf(run, createHash('sha256').update(run).digest()),
      records: recordsOf(kept),
      append: async (record) => {
        await this.#step('append', 'before', record).catch(failed);
        if (kept.token !== token) throw new JournalError();
        kept.lines.push(lineOf(record, kept.order));
        await this.#step('append', 'after', record).catch(failed);
      },
      release: async () => {
        await this.#step('release', 'before').catch(ignored);
        if (kept.token === token) kept.token = undefined;
        await this.#step('release', 'after').catch(ignored);
      },
    };
  }

  #kept(run: string): KeptRun {
    const kept = this.#runs.get(run);
    if (!kept) throw new Error(`There is no run ${run}.`);
    return kept;
  }

  async #succeeds(call: StoreCall, when: StoreStep['when']): Promise<boolean> {
    try {
      await this.#step(call, when);
      return true;
    } catch {
      return false;
    }
  }

  async #step(call: StoreCall, when: StoreStep['when'], record?: JournalRecord): Promise<void> {
    const step = { call, when, index: this.#steps++ };
    await this.onStep(record ? { ...step, record } : step);
  }
}

function storedRun(run: string, kept: KeptRun): StoredRun | undefined {
  const records = recordsOf(kept);
  const [header] = records;
  return header?.type === 'run' ? { run, header, records, isOwned: kept.token !== undefined } : undefined;
}

/** What a run would be called on disk, where names are as long as they are unforeseen. */
const ON_DISK = '0'.repeat(16);

/** @throws when a journal on disk would refuse the record, as none of ours should be. */
function lineOf(record: JournalRecord, order: RecordOrder): string {
  const line = JSON.stringify(record);
  const checked = recordOf(record.type === 'run' ? { ...record, run: ON_DISK } : record);
  if (!checked || !order.accepts(checked)) throw new Error(`No journal on disk would take ${line}`);
  return line;
}

function recordsOf({ lines }: KeptRun): readonly JournalRecord[] {
  return lines.map((line) => JSON.parse(line) as JournalRecord);
}

function failed(): never {
  throw new JournalError();
}

function ignored(): void {
  // The port does not tell.
}

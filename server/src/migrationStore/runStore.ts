import { join } from 'node:path';
import type { OpenedRun, OwnedRun, RunStore, StoredRun } from '../migration/journal/runStore.ts';
import { JournalError } from '../migration/journal/runStore.ts';
import { errorCode } from '../scan/files/readText.ts';
import { createJournal, openJournal } from './journal/journalFile.ts';
import { storedRuns } from './journal/storedRuns.ts';
import type { RunKeys } from './keys/runKeys.ts';
import { newRunKey } from './keys/runKeys.ts';
import type { Processes } from './lock/processes.ts';
import { createProcesses } from './lock/processes.ts';
import type { RunLock } from './lock/runLock.ts';
import { lockRun } from './lock/runLock.ts';
import { nodeDisk } from './nodeDisk.ts';
import { ownedRun } from './ownedRun.ts';
import { privateFolder } from './privateFolder.ts';
import type { RunDisk } from './runDisk.ts';
import { isRunId, newRunId } from './runId.ts';
import { destroyRun, removeRemains } from './remains.ts';

export interface RunStoreOptions {
  /** Of the journals and locks; made when it is needed. */
  readonly folder: string;
  readonly keys: RunKeys;
  readonly disk?: RunDisk;
  readonly processes?: Processes;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** Runs as files of a folder: `RUN.jsonl` is the journal, `RUN.TOKEN.lock` the lock of its owner. */
export function createRunStore(options: RunStoreOptions): RunStore {
  return new DiskRunStore({ disk: nodeDisk, processes: createProcesses(), now: Date.now, ...options });
}

class DiskRunStore implements RunStore {
  readonly #world: Required<RunStoreOptions>;
  /** The locks that this store holds, by run. */
  readonly #held = new Map<string, RunLock>();

  constructor(world: Required<RunStoreOptions>) {
    this.#world = world;
  }

  async create(): Promise<OwnedRun> {
    try {
      await privateFolder(this.#world.disk, this.#world.folder);
      await removeRemains(this.#world);
      return await this.#createUncontested();
    } catch {
      // System errors name paths, and what else is in them nobody knows.
      throw new JournalError();
    }
  }

  list(): Promise<readonly StoredRun[]> {
    return storedRuns(this.#world).catch(() => []);
  }

  async open(run: string): Promise<OpenedRun> {
    if (!isRunId(run)) return { kind: 'missing' };
    try {
      const lock = await lockRun(this.#world, run);
      if (!lock) return { kind: 'busy' };
      const opened = await this.#open(run, lock).catch((error: unknown) => failed(error));
      if (opened.kind !== 'owned') await lock.release();
      return opened;
    } catch (error) {
      return failed(error);
    }
  }

  async dismiss(run: string): Promise<boolean> {
    if (!isRunId(run)) return false;
    try {
      const lock = this.#held.get(run) ?? (await lockRun(this.#world, run));
      if (!lock) return false;
      try {
        await destroyRun(this.#world, run);
        return true;
      } finally {
        this.#held.delete(run);
        await lock.release();
      }
    } catch {
      return false;
    }
  }

  /** Another process that clears up may take what is only half made for left behind: then under another name. */
  async #createUncontested(): Promise<OwnedRun> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#create(newRunId());
      } catch (error) {
        if (attempt === MAX_ATTEMPTS || !isContested(error)) throw error;
      }
    }
  }

  async #create(run: string): Promise<OwnedRun> {
    const { keys, disk } = this.#world;
    const lock = await lockRun(this.#world, run);
    if (!lock) throw new Contested();
    try {
      const key = newRunKey();
      await keys.store(run, key);
      const writer = await createJournal(disk, this.#path(run), run);
      return this.#owned({ run, key, records: [], writer, lock });
    } catch (error) {
      await destroyRun(this.#world, run).catch(() => undefined);
      await lock.release();
      throw error;
    }
  }

  async #open(run: string, lock: RunLock): Promise<OpenedRun> {
    const journal = await openJournal(this.#world.disk, this.#path(run), run);
    if (!journal) return { kind: 'damaged' };
    const { records, writer } = journal;
    const key = await this.#world.keys.load(run).catch(() => undefined);
    if (key && records.length > 0)
      return { kind: 'owned', run: this.#owned({ run, key, records, writer, lock }) };
    await writer.close();
    // Without a header nothing has been begun.
    return { kind: records.length === 0 ? 'missing' : 'damaged' };
  }

  #owned(parts: Parameters<typeof ownedRun>[0]): OwnedRun {
    const { run, lock } = parts;
    this.#held.set(run, lock);
    return ownedRun(parts, () => {
      if (this.#held.get(run) === lock) this.#held.delete(run);
    });
  }

  #path(run: string): string {
    return join(this.#world.folder, `${run}.jsonl`);
  }
}

const MAX_ATTEMPTS = 3;

/** Somebody else holds the lock of a run that is being made. */
class Contested extends Error {}

function isContested(error: unknown): boolean {
  return error instanceof Contested || errorCode(error) === 'ENOENT';
}

function failed(error: unknown): OpenedRun {
  return { kind: errorCode(error) === 'ENOENT' ? 'missing' : 'damaged' };
}

import { failureWords } from '../../languageService/migration/messages.ts';
import type { CurrentSecret, MountInfo } from '../../languageService/migration/secretVault.ts';
import type { JournalEntry, RunHeader } from '../journal/records.ts';
import { JournalError } from '../journal/runStore.ts';
import { pathId, type RunState } from '../journal/runState.ts';
import { lookAfterEdit } from './afterEdit.ts';
import { behindReferences } from './behindReferences.ts';
import { editFile } from './editFile.ts';
import { type GatheredValues, gatherValues } from './gatherValues.ts';
import { OutcomeBoard, type RunOutcome, type RunStop } from './outcome.ts';
import { putBack } from './putBack.ts';
import type { RunPorts } from './runPorts.ts';
import { verifyPath } from './verifyPath.ts';
import { type PathValues, writePath, type WrittenPath } from './writePath.ts';

/** What a run knows beforehand, so that it asks no question twice. */
export interface RunKnowledge {
  /** Paths as the preflight saw them a moment ago, by {@link pathId}. */
  readonly paths?: ReadonlyMap<string, CurrentSecret>;
  readonly mounts?: ReadonlyMap<string, MountInfo>;
  /** Paths whose custom metadata the token may not change, by the same ids: nobody tries. */
  readonly fixedMetadata?: ReadonlySet<string>;
}

export interface RunOptions {
  readonly known?: RunKnowledge;
  /** Custom metadata that tells who moved what and when; nothing is told without. */
  readonly attribution?: ReadonlyMap<string, string>;
  /** Called before each file. */
  readonly onProgress?: (progress: RunProgress) => void;
}

/** `done` of `total` secrets; the next are of this file. */
export interface RunProgress {
  readonly done: number;
  readonly total: number;
  readonly uri: string;
}

/**
 * Runs a migration whose header is in the journal, or goes on with it: for a secret that is where it should be already
 * nothing is done. At every moment a secret is in its file or seen in Vault. Never throws: a failure of one path or file
 * leaves the others to go on, an abort or a journal that cannot be written stops the run where it is.
 */
export async function runMigration(
  ports: RunPorts,
  state: RunState,
  options: RunOptions,
  signal: AbortSignal,
): Promise<RunOutcome> {
  const run = new MigrationRun(ports, state.header, options, signal);
  return run.run();
}

class MigrationRun {
  readonly #ports: RunPorts;
  readonly #header: RunHeader;
  readonly #options: RunOptions;
  readonly #signal: AbortSignal;
  readonly #board: OutcomeBoard;
  readonly #written = new Map<string, WrittenPath>();
  readonly #mounts = new Map<string, MountInfo>();
  readonly #refusedMounts = new Map<string, string>();

  constructor(ports: RunPorts, header: RunHeader, options: RunOptions, signal: AbortSignal) {
    this.#ports = ports;
    this.#header = header;
    this.#options = options;
    this.#signal = signal;
    this.#board = new OutcomeBoard(header.entries.map(({ id }) => id));
  }

  async run(): Promise<RunOutcome> {
    let stopped: RunStop | undefined;
    try {
      await this.#run();
    } catch (error) {
      if (error instanceof JournalError) stopped = 'journal';
      else if (this.#signal.aborted) stopped = 'cancelled';
      else throw error;
    }
    return this.#board.outcome(stopped);
  }

  async #run(): Promise<void> {
    const gathered = await gatherValues(this.#ports, this.#header, this.#board, this.#signal);
    await this.#acknowledge(gathered.alreadyEdited);
    await this.#lookAtMounts(gathered);
    for (const [index, file] of this.#header.files.entries()) {
      const entries = gathered.waiting.filter((entry) => entry.file === index);
      if (entries.length === 0) continue;
      this.#signal.throwIfAborted();
      this.#options.onProgress?.({
        done: this.#board.count,
        total: this.#header.entries.length,
        uri: file.uri,
      });
      await this.#moveFile(index, entries, gathered.paths);
    }
    await this.#annotate();
    if (this.#board.isComplete) await this.#ports.run.append({ type: 'finished' });
  }

  /** The run was cut short after an edit, perhaps before the word of it, and before the look that is owed to it. */
  async #acknowledge(entries: readonly JournalEntry[]): Promise<void> {
    for (const { id, file } of entries) await this.#ports.run.append({ type: 'edited', file, entries: [id] });
    const problems = await behindReferences(this.#ports, entries, this.#signal);
    for (const { id } of entries) {
      const problem = problems.get(id);
      this.#board.set(id, problem === undefined ? 'moved' : 'unclear', problem);
    }
  }

  /**
   * Refuses mounts whose secrets delete themselves. Where the mount does not tell, one path is written first and its answer
   * does, before any file is changed.
   */
  async #lookAtMounts({ paths }: GatheredValues): Promise<void> {
    const mounts = new Set([...paths.values()].map(({ secret }) => secret.mount));
    for (const mount of mounts) {
      const problem = await this.#mountProblem(mount, paths);
      if (problem !== undefined) this.#refusedMounts.set(mount, problem);
    }
  }

  async #mountProblem(mount: string, paths: GatheredValues['paths']): Promise<string | undefined> {
    try {
      const known = this.#options.known?.mounts?.get(mount);
      const info = known ?? (await this.#ports.vault.mountInfo(mount, this.#signal));
      this.#mounts.set(mount, info);
      if (info.deleteVersionAfter === '') return undefined;
      if (info.deleteVersionAfter !== undefined)
        return 'The mount deletes its secrets by itself after a time';
      return await this.#probe(mount, paths);
    } catch (error) {
      if (error instanceof JournalError) throw error;
      this.#signal.throwIfAborted();
      return failureWords(error);
    }
  }

  async #probe(mount: string, paths: GatheredValues['paths']): Promise<string | undefined> {
    for (const [id, path] of paths) {
      if (path.secret.mount !== mount) continue;
      const written = await this.#write(id, path);
      if (written?.deletesItself === true) return 'The mount deletes its secrets by itself after a time';
      if (written?.write) return undefined;
    }
    return undefined;
  }

  /** Undefined on a mount that nobody has seen. */
  async #write(id: string, path: PathValues): Promise<WrittenPath | undefined> {
    const done = this.#written.get(id);
    const mount = this.#mounts.get(path.secret.mount);
    if (done || !mount) return done;
    const { kvV1RaceConfirmed } = this.#header;
    const known = this.#options.known?.paths?.get(id);
    const written = await writePath(this.#ports, path, { known, mount, kvV1RaceConfirmed }, this.#signal);
    this.#written.set(id, written);
    return written;
  }

  async #moveFile(
    index: number,
    entries: readonly JournalEntry[],
    paths: GatheredValues['paths'],
  ): Promise<void> {
    const deposited = await this.#deposit(entries, paths);
    const file = this.#header.files[index];
    if (!file || deposited.length === 0) return;
    const states = await editFile(this.#ports, file, deposited, this.#signal);
    const moved: JournalEntry[] = [];
    for (const entry of deposited) {
      const state = states.get(entry.id);
      if (state?.state === 'reference') moved.push(entry);
      else this.#board.set(entry.id, state?.state === 'unclear' ? 'unclear' : 'not-moved', state?.reason);
    }
    await this.#lookOnceMore(index, moved);
  }

  /** Writes and verifies the paths of a file's entries, and tells of those that are not to be edited. */
  async #deposit(
    entries: readonly JournalEntry[],
    paths: GatheredValues['paths'],
  ): Promise<readonly JournalEntry[]> {
    const ids = new Set(entries.map(({ target }) => pathId(target)));
    for (const id of ids) {
      const path = paths.get(id);
      if (path && !this.#refusedMounts.has(path.secret.mount)) await this.#write(id, path);
    }
    const problems = new Map<string, ReadonlyMap<string, string>>();
    // All are read at the end, right before the edit.
    for (const id of ids) {
      const path = this.#written.get(id);
      if (path) problems.set(id, await verifyPath(this.#ports.vault, path, this.#signal));
    }
    return entries.filter((entry) => {
      const problem = this.#problemOf(entry, problems);
      if (problem !== undefined) this.#board.set(entry.id, 'not-moved', problem);
      return problem === undefined;
    });
  }

  #problemOf(
    { target }: JournalEntry,
    problems: ReadonlyMap<string, ReadonlyMap<string, string>>,
  ): string | undefined {
    const id = pathId(target);
    return (
      this.#refusedMounts.get(target.mount) ??
      this.#written.get(id)?.refused.get(target.key) ??
      problems.get(id)?.get(target.key) ??
      (this.#written.get(id)?.stored.includes(target.key) === true ? undefined : 'It was not written')
    );
  }

  /** Looks at Vault after the edit. The plaintext goes back into the file where others have taken it away meanwhile. */
  async #lookOnceMore(index: number, moved: readonly JournalEntry[]): Promise<void> {
    const file = this.#header.files[index];
    if (!file) return;
    for (const id of new Set(moved.map(({ target }) => pathId(target)))) {
      const path = this.#written.get(id);
      if (!path) continue;
      const entries = moved.filter(({ target }) => pathId(target) === id);
      const keys = entries.map(({ target }) => target.key);
      // What has been edited is owed a look, also when the person cancels.
      const { lost, warning } = await lookAfterEdit(
        this.#ports.vault,
        path,
        keys,
        new AbortController().signal,
      );
      if (warning !== undefined) this.#board.warnings.push(warning);
      const gone = entries.filter(({ target }) => lost.includes(target.key));
      for (const entry of entries) {
        const wasWritten = path.written.includes(entry.target.key);
        if (!gone.includes(entry)) this.#board.set(entry.id, wasWritten ? 'moved' : 'reused');
      }
      const valueOf = ({ target }: JournalEntry): string => path.values.get(target.key) ?? '';
      const states = await putBack(this.#ports, file, gone, valueOf);
      for (const entry of gone) {
        const isBack = states.get(entry.id) === undefined;
        const reason = 'Somebody else changed or deleted the secret in Vault right after the edit';
        this.#board.set(entry.id, isBack ? 'not-moved' : 'unclear', reason);
      }
    }
  }

  /** Tells who moved what, where the server lets us; nothing depends on it, so a run that is cancelled here is done. */
  async #annotate(): Promise<void> {
    const { attribution, known } = this.#options;
    if (!attribution) return;
    for (const [id, { secret, write }] of this.#written) {
      if (!write || write.base.kvVersion === 1 || known?.fixedMetadata?.has(id) === true) continue;
      const isTold = await this.#ports.vault.annotate(secret, attribution, this.#signal).catch(() => false);
      if (this.#signal.aborted) return;
      if (isTold) this.#board.annotated += 1;
    }
  }
}

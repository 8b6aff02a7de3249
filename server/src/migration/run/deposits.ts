import { failureWords } from '../../languageService/migration/messages.ts';
import type { MountInfo } from '../../languageService/migration/secretVault.ts';
import type { JournalEntry } from '../journal/records.ts';
import { JournalError } from '../journal/runStore.ts';
import { pathId } from '../journal/runState.ts';
import type { RunKnowledge } from './runOptions.ts';
import type { RunPorts } from './runPorts.ts';
import { verifyPath } from './verifyPath.ts';
import { type PathValues, writePath, type WrittenPath } from './writePath.ts';

const selfDeleting = 'The mount deletes its secrets by itself after a time';

export interface DepositOptions {
  readonly known: RunKnowledge;
  readonly kvV1RaceConfirmed: boolean;
}

/** Puts the values of a run into Vault, each path once, and looks at them before a file gives up its plaintext. */
export class Deposits {
  readonly #ports: RunPorts;
  /** By {@link pathId}. */
  readonly #paths: ReadonlyMap<string, PathValues>;
  readonly #options: DepositOptions;
  readonly #written = new Map<string, WrittenPath>();
  readonly #mounts = new Map<string, MountInfo>();
  readonly #refusedMounts = new Map<string, string>();

  constructor(ports: RunPorts, paths: ReadonlyMap<string, PathValues>, options: DepositOptions) {
    this.#ports = ports;
    this.#paths = paths;
    this.#options = options;
  }

  /** The paths that were looked at so far, by {@link pathId}. */
  get written(): ReadonlyMap<string, WrittenPath> {
    return this.#written;
  }

  /**
   * Refuses mounts whose secrets delete themselves. Where the mount does not tell, one path is written first and its answer
   * does, before any file is changed. @throws JournalError, or the signal's reason.
   */
  async lookAtMounts(signal: AbortSignal): Promise<void> {
    const mounts = new Set([...this.#paths.values()].map(({ secret }) => secret.mount));
    for (const mount of mounts) {
      const problem = await this.#mountProblem(mount, signal);
      if (problem !== undefined) this.#refusedMounts.set(mount, problem);
    }
  }

  /**
   * Writes the paths of some entries and then reads all of them back, which is right before the edit of their file.
   * Answers with the entries that must keep their plaintext, each with a reason that begins a sentence.
   * @throws JournalError, or the signal's reason.
   */
  async deposit(
    entries: readonly JournalEntry[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<JournalEntry, string>> {
    const ids = new Set(entries.map(({ target }) => pathId(target)));
    for (const id of ids) {
      const path = this.#paths.get(id);
      if (path && !this.#refusedMounts.has(path.secret.mount)) await this.#write(id, path, signal);
    }
    const problems = new Map<string, ReadonlyMap<string, string>>();
    for (const id of ids) {
      const path = this.#written.get(id);
      if (path) problems.set(id, await verifyPath(this.#ports.vault, path, signal));
    }
    const kept = new Map<JournalEntry, string>();
    for (const entry of entries) {
      const problem = this.#problemOf(entry, problems);
      if (problem !== undefined) kept.set(entry, problem);
    }
    return kept;
  }

  async #mountProblem(mount: string, signal: AbortSignal): Promise<string | undefined> {
    try {
      const known = this.#options.known.mounts?.get(mount);
      const info = known ?? (await this.#ports.vault.mountInfo(mount, signal));
      this.#mounts.set(mount, info);
      if (info.deleteVersionAfter === '') return undefined;
      return info.deleteVersionAfter === undefined ? await this.#probe(mount, signal) : selfDeleting;
    } catch (error) {
      if (error instanceof JournalError) throw error;
      signal.throwIfAborted();
      return failureWords(error);
    }
  }

  async #probe(mount: string, signal: AbortSignal): Promise<string | undefined> {
    for (const [id, path] of this.#paths) {
      if (path.secret.mount !== mount) continue;
      const written = await this.#write(id, path, signal);
      if (written?.deletesItself === true) return selfDeleting;
      if (written?.write) return undefined;
    }
    return undefined;
  }

  /** Undefined on a mount that nobody has seen. */
  async #write(id: string, path: PathValues, signal: AbortSignal): Promise<WrittenPath | undefined> {
    const done = this.#written.get(id);
    const mount = this.#mounts.get(path.secret.mount);
    if (done || !mount) return done;
    const { kvV1RaceConfirmed } = this.#options;
    const known = this.#options.known.paths?.get(id);
    const written = await writePath(this.#ports, path, { known, mount, kvV1RaceConfirmed }, signal);
    this.#written.set(id, written);
    return written;
  }

  #problemOf(
    { target }: JournalEntry,
    problems: ReadonlyMap<string, ReadonlyMap<string, string>>,
  ): string | undefined {
    const id = pathId(target);
    const written = this.#written.get(id);
    return (
      this.#refusedMounts.get(target.mount) ??
      written?.refused.get(target.key) ??
      problems.get(id)?.get(target.key) ??
      (written?.stored.includes(target.key) === true ? undefined : 'It was not written')
    );
  }
}

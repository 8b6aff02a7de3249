import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import { grouped } from '../../languageService/migration/placement/grouped.ts';
import type { JournalEntry } from '../journal/records.ts';
import { keyId, type RunState } from '../journal/runState.ts';
import { lookForSecrets } from '../run/fileSecrets.ts';
import { type RunStop, untilStopped } from '../run/runStop.ts';
import { putBack } from '../run/putBack.ts';
import type { RunPorts } from '../run/runPorts.ts';
import { byPath, type OwnedKey, ownership } from './ownedKeys.ts';
import type { KeysOfOtherRuns } from './otherRuns.ts';
import { removeFromVault } from './removeFromVault.ts';
import { ValuesFromVault } from './valuesFromVault.ts';

/** What became of the place of a secret in its file. */
export interface RestoredEntry {
  readonly id: string;
  readonly status: 'restored' | 'not-restored' | 'not-reached';
  /** Begins a sentence; absent when the plaintext is in the file. */
  readonly reason?: string;
}

/** What became of a key that the run has, or may have, put into Vault. */
export interface RemovedKey {
  readonly target: SecretTarget;
  readonly status: 'removed' | 'kept' | 'not-reached';
  readonly reason?: string;
}

export interface UndoOutcome {
  readonly entries: readonly RestoredEntry[];
  readonly keys: readonly RemovedKey[];
  readonly stopped?: RunStop;
}

/** What the person answers before anything is taken out of Vault. */
export interface RemovalAnswer {
  /** Nothing else uses these references. */
  readonly isAgreed: boolean;
  /** A KV v1 path may be deleted for good. */
  readonly finalDeletionConfirmed: boolean;
}

export interface UndoOptions {
  /** Asks before keys are removed; these are the ones that nothing in the run's files refers to any more. */
  readonly confirmRemoval: (targets: readonly SecretTarget[]) => Promise<RemovalAnswer>;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface UndoPorts extends RunPorts {
  readonly keysOfOtherRuns: KeysOfOtherRuns;
}

/**
 * Takes a run back: first the files, with the values from Vault, and only when their plaintext has been seen there the keys
 * that the run has put into Vault. Whatever others have changed since is left alone and told. Can be begun again after a
 * crash. Never throws.
 */
export async function undoRun(
  ports: UndoPorts,
  state: RunState,
  options: UndoOptions,
  signal: AbortSignal,
): Promise<UndoOutcome> {
  return new UndoneRun(ports, state, options, signal).run();
}

const other = 'Its reference is still in a file, or may be elsewhere by now';
const shared = 'Secrets of another run have it, too';

class UndoneRun {
  readonly #ports: UndoPorts;
  readonly #state: RunState;
  readonly #options: UndoOptions;
  readonly #signal: AbortSignal;
  readonly #values: ValuesFromVault;
  readonly #byKey: ReadonlyMap<string, readonly JournalEntry[]>;
  readonly #entries = new Map<string, RestoredEntry>();
  readonly #keys = new Map<string, RemovedKey>();

  constructor(ports: UndoPorts, state: RunState, options: UndoOptions, signal: AbortSignal) {
    this.#ports = ports;
    this.#state = state;
    this.#options = options;
    this.#signal = signal;
    this.#byKey = grouped(state.header.entries, ({ target }) => keyId(target, target.key));
    this.#values = new ValuesFromVault(ports.vault, state, ports.run.fingerprints);
  }

  async run(): Promise<UndoOutcome> {
    const stopped = await untilStopped(() => this.#run(), this.#signal);
    return this.#outcome(stopped);
  }

  async #run(): Promise<void> {
    await this.#ports.run.append({ type: 'undoing' });
    const { files, entries } = this.#state.header;
    for (const [index] of files.entries()) {
      this.#options.onProgress?.(this.#entries.size, entries.length);
      await this.#restoreFile(
        index,
        entries.filter(({ file }) => file === index),
      );
    }
    await this.#removeKeys();
    const isWhole = [...this.#entries.values()].every(({ status }) => status === 'restored');
    if (isWhole) await this.#ports.run.append({ type: 'undone' });
  }

  async #restoreFile(index: number, entries: readonly JournalEntry[]): Promise<void> {
    const file = this.#state.header.files[index];
    if (!file || entries.length === 0) return;
    this.#signal.throwIfAborted();
    const source = { files: this.#ports.files, fingerprints: this.#ports.run.fingerprints };
    const secrets = await lookForSecrets(source, file, entries, this.#signal);
    if (typeof secrets === 'string') {
      for (const { id } of entries) this.#note(id, secrets);
      return;
    }
    const values = new Map<string, string>();
    for (const entry of entries) {
      const found = secrets.found.get(entry.id);
      if (found?.kind === 'plaintext') this.#note(entry.id, undefined);
      else if (found?.kind !== 'reference')
        this.#note(entry.id, 'The reference is no longer where it was put');
      else {
        const answer = await this.#values.of(entry, this.#signal);
        if ('value' in answer) values.set(entry.id, answer.value);
        else this.#note(entry.id, answer.reason);
      }
    }
    this.#signal.throwIfAborted();
    const toRestore = entries.filter(({ id }) => values.has(id));
    const back = await putBack(this.#ports, file, toRestore, ({ id }) => values.get(id) ?? '');
    for (const [id, reason] of back) this.#note(id, reason);
  }

  #note(id: string, reason: string | undefined): void {
    this.#entries.set(
      id,
      reason === undefined ? { id, status: 'restored' } : { id, status: 'not-restored', reason },
    );
  }

  async #removeKeys(): Promise<void> {
    const { owned, unclear } = ownership(this.#state);
    for (const target of unclear) {
      this.#keep(target, 'Nobody knows whether this run has written it, so look at it yourself');
    }
    const unused = owned.filter((key) => this.#isUnused(key));
    const toRemove = new Set(unused);
    for (const key of owned) if (!toRemove.has(key)) this.#keep(key, other);
    const removable = await this.#withoutShared(unused);
    if (removable.length === 0) return;
    this.#signal.throwIfAborted();
    const answer = await this.#options.confirmRemoval(removable.map(targetOf));
    if (!answer.isAgreed) {
      for (const key of removable) this.#keep(key, 'You wanted it kept');
      return;
    }
    // The person may have taken a while, in which another run can have found the keys.
    for (const keys of byPath(await this.#withoutShared(removable))) {
      this.#signal.throwIfAborted();
      const isOurs = (key: string, value: string): boolean => this.#isOurs(keys[0], key, value);
      const { finalDeletionConfirmed } = answer;
      const removal = await removeFromVault(
        this.#ports,
        keys,
        { isOurs, finalDeletionConfirmed },
        this.#signal,
      );
      for (const key of keys) {
        const reason = removal.get(key.key);
        if (reason === undefined)
          this.#keys.set(keyId(key, key.key), { target: targetOf(key), status: 'removed' });
        else this.#keep(key, reason);
      }
    }
  }

  /** The keys that no other run relies on; the others are kept. */
  async #withoutShared(keys: readonly OwnedKey[]): Promise<readonly OwnedKey[]> {
    if (keys.length === 0) return keys;
    const asked = new Set(keys.map((key) => keyId(key, key.key)));
    const used = await this.#ports.keysOfOtherRuns((id) => asked.has(id), this.#signal);
    for (const key of keys) if (used.has(keyId(key, key.key))) this.#keep(key, shared);
    return keys.filter((key) => !used.has(keyId(key, key.key)));
  }

  /** Every place of the run that names the key must hold plaintext. */
  #isUnused(owned: OwnedKey): boolean {
    return this.#entriesOf(owned, owned.key).every(({ id }) => this.#entries.get(id)?.status === 'restored');
  }

  #isOurs(path: OwnedKey | undefined, key: string, value: string): boolean {
    return (
      path !== undefined &&
      this.#entriesOf(path, key).some(
        ({ id, fingerprint }) => this.#ports.run.fingerprints.of(id, value) === fingerprint,
      )
    );
  }

  #entriesOf(path: OwnedKey, key: string): readonly JournalEntry[] {
    return this.#byKey.get(keyId(path, key)) ?? [];
  }

  #keep(target: SecretTarget, reason: string): void {
    this.#keys.set(keyId(target, target.key), { target: targetOf(target), status: 'kept', reason });
  }

  #outcome(stopped: RunStop | undefined): UndoOutcome {
    const entries = this.#state.header.entries.map(
      ({ id }) => this.#entries.get(id) ?? { id, status: 'not-reached' as const },
    );
    const { owned, unclear } = ownership(this.#state);
    const keys = [...owned, ...unclear].map(
      (key) =>
        this.#keys.get(keyId(key, key.key)) ?? { target: targetOf(key), status: 'not-reached' as const },
    );
    return { entries, keys, ...(stopped === undefined ? {} : { stopped }) };
  }
}

function targetOf({ mount, path, key }: SecretTarget): SecretTarget {
  return { mount, path, key };
}

import { failureWords } from '../../languageService/migration/messages.ts';
import { grouped } from '../../languageService/migration/placement/grouped.ts';
import type { CurrentSecret, SecretVault } from '../../languageService/migration/secretVault.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import type { JournalEntry } from '../journal/records.ts';
import type { Fingerprints } from '../journal/runStore.ts';
import { pathId, type RunState, type RunWrite } from '../journal/runState.ts';

/** The value of an entry as Vault holds it, or why there is none, as the beginning of a sentence. */
export type ValueInVault = { readonly value: string } | { readonly reason: string };

/**
 * Gets values back out of Vault: the current version's, or else the one of a version that the run has written. Only a
 * value with the fingerprint of the one that was in the file counts. Each path is read once.
 */
export class ValuesFromVault {
  readonly #vault: SecretVault;
  readonly #writes: ReadonlyMap<string, readonly RunWrite[]>;
  readonly #fingerprints: Fingerprints;
  readonly #read = new Map<string, Promise<CurrentSecret>>();

  constructor(vault: SecretVault, state: RunState, fingerprints: Fingerprints) {
    this.#vault = vault;
    this.#writes = grouped(state.writes, pathId);
    this.#fingerprints = fingerprints;
  }

  /** @throws only the signal's reason. */
  async of(entry: JournalEntry, signal: AbortSignal): Promise<ValueInVault> {
    try {
      for (const version of this.#versionsOf(entry)) {
        const value = this.#valueIn(await this.#at(entry.target, version, signal), entry);
        if (value !== undefined) return { value };
      }
      return { reason: 'Vault does not hold the value any more' };
    } catch (error) {
      signal.throwIfAborted();
      return { reason: failureWords(error) };
    }
  }

  /** The current version, and then those that the run has written there. */
  *#versionsOf({ target }: JournalEntry): Iterable<number | undefined> {
    yield undefined;
    for (const { keys, outcome } of this.#writes.get(pathId(target)) ?? []) {
      if (outcome.kind === 'written' && outcome.version > 0 && keys.includes(target.key))
        yield outcome.version;
    }
  }

  #at({ mount, path }: SecretPath, version: number | undefined, signal: AbortSignal): Promise<CurrentSecret> {
    const id = JSON.stringify([mount, path, version ?? 0]);
    const secret = { mount, path };
    const reading =
      this.#read.get(id) ??
      (version === undefined
        ? this.#vault.readCurrent(secret, signal)
        : this.#vault.readVersion(secret, version, signal));
    this.#read.set(id, reading);
    return reading;
  }

  #valueIn(secret: CurrentSecret, { id, target, fingerprint }: JournalEntry): string | undefined {
    if (secret.kind === 'absent' || !Object.hasOwn(secret.data, target.key)) return undefined;
    const value = secret.data[target.key];
    const isIt = typeof value === 'string' && this.#fingerprints.of(id, value) === fingerprint;
    return isIt ? value : undefined;
  }
}

import { grouped } from '../../languageService/migration/placement/grouped.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import type { WriteBase, WrittenVersion } from '../journal/records.ts';
import { keyId, pathId, type RunState } from '../journal/runState.ts';

/** A key that a run has put into Vault, by the server's own answer. */
export interface OwnedKey extends SecretPath {
  readonly key: string;
  readonly base: WriteBase;
  readonly written: WrittenVersion;
}

/** What of Vault a run may take back, and what it must leave since nobody knows whose it is. */
export interface Ownership {
  readonly owned: readonly OwnedKey[];
  readonly unclear: readonly (SecretPath & { readonly key: string })[];
}

/**
 * Goes through the writes of a run: a key is its own when the server said that the write was done, and unclear when the
 * answer was lost. What an undo has removed already is neither.
 */
export function ownership({ writes, removed }: RunState): Ownership {
  const owned = new Map<string, OwnedKey>();
  const unclear = new Map<string, SecretPath & { readonly key: string }>();
  for (const { mount, path, keys, base, outcome } of writes) {
    if (outcome.kind === 'not-written') continue;
    for (const key of keys) {
      const id = keyId({ mount, path }, key);
      if (removed.has(id)) continue;
      if (outcome.kind === 'written' && outcome.isCertain) {
        const { version, createdTime } = outcome;
        owned.set(id, { mount, path, key, base, written: { version, createdTime } });
        unclear.delete(id);
      } else if (!owned.has(id)) unclear.set(id, { mount, path, key });
    }
  }
  return { owned: [...owned.values()], unclear: [...unclear.values()] };
}

/** The keys of each path, in the order in which the paths were written. */
export function byPath(keys: readonly OwnedKey[]): readonly (readonly OwnedKey[])[] {
  return [...grouped(keys, pathId).values()];
}

import { randomBytes } from 'node:crypto';
import { KEY_LENGTH } from '../fingerprints.ts';

/** PORT: where the keys of runs are kept, apart from the journals. Whoever has both can test guesses at the values. */
export interface RunKeys {
  /** Has the key on disk for good. @throws when it cannot. */
  store(run: string, key: Uint8Array): Promise<void>;
  /** Undefined when there is none, or none that could be one. @throws when it cannot be told. */
  load(run: string): Promise<Uint8Array | undefined>;
  /** Also when there is none. @throws when it is still there. */
  remove(run: string): Promise<void>;
}

/** A new key, of 256 bits. */
export function newRunKey(): Uint8Array {
  return new Uint8Array(randomBytes(KEY_LENGTH));
}

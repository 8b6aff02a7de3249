import type { SecretPath } from '../languageService/secretStore.ts';
import type { DigestKey } from '../valueDigest.ts';

/**
 * PORT: what a comparison may learn of the values in Vault. It is given a key and answers with digests; there is no way
 * to get a value through it.
 */
export interface SecretDigests {
  /** Where the token belongs; undefined when signed out. */
  readonly origin: string | undefined;
  readonly namespace: string;
  /**
   * Reads the current version of a path and digests its values one by one. Failures are answers.
   * @throws only the signal's reason.
   */
  read(path: SecretPath, key: DigestKey, signal: AbortSignal): Promise<PathDigests>;
}

/** The digest of one value. Only strings of 16 characters or more that stand directly under a key have one. */
export interface KeyDigest {
  readonly key: string;
  readonly digest: string;
}

export interface ReadDigests {
  readonly kind: 'read';
  readonly digests: readonly KeyDigest[];
  /** Whether the server will delete this version by itself. */
  readonly selfDeletes: boolean;
}

/** What became of reading a path. `detail`: one sentence of ours. */
export type PathDigests = ReadDigests | { readonly kind: Unread; readonly detail: string };

/** Why nothing was read: of this path alone, or ({@link Outage}) of whatever path is asked for next as well. */
export type Unread = 'denied' | 'not-found' | 'deleted' | 'not-kv' | 'failed' | Outage;

export type Outage = 'sealed' | 'unreachable' | 'not-signed-in' | 'rate-limited';

const outages: readonly string[] = ['sealed', 'unreachable', 'not-signed-in', 'rate-limited'];

/** Whether the next path would fare the same. */
export function isOutage(kind: string): kind is Outage {
  return outages.includes(kind);
}

import type { KvVersion, SecretPath } from '../secretStore.ts';

/**
 * PORT: the only way to read and write values, used by moving and creating a secret and by nothing else.
 * Values are strings because stored JSON numbers come back as float64.
 */

/** Why a call on the port failed. The error carries a kind and advice, never a cause, body or value. */
export type VaultErrorKind =
  | 'not-signed-in'
  | 'denied'
  | 'sealed'
  | 'unreachable'
  | 'timeout'
  | 'no-such-mount'
  | 'not-kv'
  | 'conflict'
  | 'too-large'
  | 'rate-limited'
  | 'redirect-refused'
  | 'tls'
  | 'bad-response'
  | 'bad-path'
  | 'namespace'
  | 'server-error';

/** The current state of one path, values included. */
export type CurrentSecret =
  /** `cas` is what a write must send: 0 for a path without versions, else the (deleted) current version. */
  | { readonly kind: 'absent'; readonly kvVersion: KvVersion; readonly cas: number }
  | {
      readonly kind: 'present';
      readonly kvVersion: KvVersion;
      /** Version number; 0 on KV v1. */
      readonly version: number;
      /** RFC 3339; empty on KV v1. */
      readonly createdTime: string;
      /** When the server will delete this version by itself: its plaintext must stay where it is. Empty when never. */
      readonly deletionTime: string;
      readonly data: Readonly<Record<string, unknown>>;
    };

export interface WriteReceipt {
  /** Version that the write made; 0 on KV v1. */
  readonly version: number;
  readonly createdTime: string;
  /** When the server will delete this version by itself; a move must stop there. Empty when never. */
  readonly deletionTime: string;
}

export interface WriteRequest {
  readonly secret: SecretPath;
  readonly key: string;
  readonly value: string;
  /** The state that the write is based on, as {@link SecretVault.readCurrent} answered it. */
  readonly base: CurrentSecret;
}

export interface MountInfo {
  readonly kvVersion: KvVersion;
  /** `delete_version_after` of the mount in words (`30s`), empty when none, undefined when not permitted to see. */
  readonly deleteVersionAfter: string | undefined;
}

/** Every method throws `StoreError` (see `storeError.ts`) and nothing else, or the signal's reason on abort. */
export interface SecretVault {
  readonly origin: string | undefined;
  readonly namespace: string;
  mountInfo(mount: string, signal: AbortSignal): Promise<MountInfo>;
  readCurrent(secret: SecretPath, signal: AbortSignal): Promise<CurrentSecret>;
  /**
   * One version of a path on KV v2; polls while a standby is behind. On KV v1, the current state.
   */
  readVersion(secret: SecretPath, version: number, signal: AbortSignal): Promise<CurrentSecret>;
  /**
   * Adds one key with check-and-set, keeping every other key: `cas=0` or the deleted version for an absent path,
   * PATCH with `cas` for a present one (read-modify-write with `cas` where PATCH is not to be had). On KV v1 only
   * absent paths are written. A stale base throws `conflict`.
   */
  writeKey(request: WriteRequest, signal: AbortSignal): Promise<WriteReceipt>;
}

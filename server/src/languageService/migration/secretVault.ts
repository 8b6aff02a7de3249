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
  /** A stored number could not be kept exactly, so the path is not changed. */
  | 'unsafe-number'
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
  /**
   * The answer was lost, and what was there afterwards is what would have been written: another's write of the same
   * values looks alike, so nobody may delete it as their own.
   */
  readonly isRecovered?: boolean;
}

export interface WriteRequest {
  readonly secret: SecretPath;
  /** By key; none of them is in the base. */
  readonly values: ReadonlyMap<string, string>;
  /** The state that the write is based on, as {@link SecretVault.readCurrent} answered it. */
  readonly base: CurrentSecret;
  /** The caller has compared the path's history with the base right before, so that it need not be looked at again. */
  readonly isCompared?: boolean;
}

export interface RemoveRequest {
  readonly secret: SecretPath;
  readonly keys: readonly string[];
  readonly base: PresentSecret;
}

/** The current state of a path that is there. */
export type PresentSecret = CurrentSecret & { readonly kind: 'present' };

export interface VersionFacts {
  readonly createdTime: string;
  /** When it was, or will be, deleted; empty when never. */
  readonly deletionTime: string;
  readonly isDestroyed: boolean;
}

/** The settings and versions of a path on KV v2, as its metadata tells. `hidden`: the token may not see them. */
export type PathHistory =
  | { readonly kind: 'none' | 'hidden' }
  | {
      readonly kind: 'known';
      readonly currentVersion: number;
      /** Of the path itself; 0 where the mount's is in force. */
      readonly maxVersions: number;
      /** In words (`30s`); empty when none. */
      readonly deleteVersionAfter: string;
      readonly versions: ReadonlyMap<number, VersionFacts>;
      readonly customMetadata: ReadonlyMap<string, string>;
    };

/** What the token may do with one path; undefined when it may not ask, so that each call decides for itself. */
export interface PathRights {
  readonly read: boolean;
  readonly create: boolean;
  readonly update: boolean;
  readonly patch: boolean;
  /** On KV v2, to soft-delete a version; on KV v1, to delete the path. */
  readonly remove: boolean;
  readonly readMetadata: boolean;
  readonly patchMetadata: boolean;
}

export interface MountInfo {
  readonly kvVersion: KvVersion;
  /** `delete_version_after` of the mount in words (`30s`), empty when none, undefined when not permitted to see. */
  readonly deleteVersionAfter: string | undefined;
  /** Versions that the mount keeps of a path (1 on KV v1), the server's default included; undefined when not permitted to see. */
  readonly maxVersions: number | undefined;
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
   * Adds keys with check-and-set in one write, keeping every other key: `cas=0` or the deleted version for an absent
   * path, PATCH with `cas` for a present one (read-modify-write with `cas` where PATCH is not to be had). On KV v1 only
   * absent paths are written. A stale base throws `conflict`.
   */
  writeKeys(request: WriteRequest, signal: AbortSignal): Promise<WriteReceipt>;
  /**
   * Takes keys out of the current version with check-and-set, keeping every other key, as {@link writeKeys} adds them.
   * KV v2 only. A stale base throws `conflict`.
   */
  removeKeys(request: RemoveRequest, signal: AbortSignal): Promise<WriteReceipt>;
  /**
   * Soft-deletes exactly this version on KV v2; an answer proves nothing, so look afterwards. On KV v1 the path is deleted
   * for good.
   */
  deleteVersion(secret: SecretPath, version: number, signal: AbortSignal): Promise<void>;
  /** Versions and settings of a path; KV v2 only. */
  history(secret: SecretPath, signal: AbortSignal): Promise<PathHistory>;
  /** What the token may do, one answer for each path in their order, asked in batches. */
  rights(secrets: readonly SecretPath[], signal: AbortSignal): Promise<readonly (PathRights | undefined)[]>;
  /**
   * Merges entries into the custom metadata of a path, changing no other entry and no setting. Best effort: false when it
   * was not done. @throws only the signal's reason.
   */
  annotate(secret: SecretPath, entries: ReadonlyMap<string, string>, signal: AbortSignal): Promise<boolean>;
}

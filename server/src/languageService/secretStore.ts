/**
 * PORT: what the language service may ask of Vault. It can name, list and check, and has no way to read a value:
 * that is how "checking is never reading" is kept. Moving secrets uses another port, `migration/secretVault.ts`.
 */

/** A path inside a mount, as people write it: no `data/`, no leading or trailing slash, segments decoded. */
export interface SecretPath {
  /** Mount path without trailing slash; may have several segments (`team/kv`). */
  readonly mount: string;
  /** One or more segments (`app/db`). */
  readonly path: string;
}

export type KvVersion = 1 | 2;

/** Every outcome of a look-up. Only the first five are certain; the rest mean "not checked, because ...". */
export type PathStatus =
  | ExistingPath
  | { readonly kind: 'no-such-mount' }
  /** `siblings`: names in the nearest folder that was listed anyway, for suggestions. */
  | { readonly kind: 'no-such-path'; readonly siblings?: readonly string[] }
  | { readonly kind: 'deleted-version'; readonly version: number; readonly deletedAt?: string }
  | NotChecked;

export interface ExistingPath {
  readonly kind: 'exists';
  readonly kvVersion: KvVersion;
  /** Key names, or undefined when the keys could not be seen without reading values. */
  readonly keys: readonly string[] | undefined;
  /** Why `keys` is undefined, in words for a person: `KV v1`, `no permission on subkeys`. */
  readonly keysUnknownBecause?: string;
  readonly version?: number;
  /** RFC 3339 time of the current version. */
  readonly createdTime?: string;
  readonly customMetadata?: Readonly<Record<string, string>>;
}

export type NotCheckedKind = 'denied' | 'not-signed-in' | 'sealed' | 'unreachable' | 'not-checkable';

export interface NotChecked {
  readonly kind: NotCheckedKind;
  /** One sentence of ours for a person; never text from a server. */
  readonly detail: string;
}

export interface KvMount {
  /** Without trailing slash. */
  readonly path: string;
  readonly kvVersion: KvVersion;
}

/** Names in a folder. A folder that can be descended into ends with `/`, as Vault lists it. */
export type ListStatus =
  | { readonly kind: 'listed'; readonly names: readonly string[] }
  | { readonly kind: 'no-such-mount' }
  | NotChecked;

export type ConnectionState =
  | { readonly kind: 'signed-out' }
  | {
      readonly kind: 'signed-in';
      /** Exact `URL.origin` the token is bound to. */
      readonly origin: string;
      readonly namespace: string;
      /** What the last answers said: the connection itself, or why it cannot be used at the moment. */
      readonly health: 'ok' | 'sealed' | 'unreachable' | 'token-invalid';
    };

export interface Subscription {
  dispose(): void;
}

export interface SecretStore {
  readonly connection: ConnectionState;
  /**
   * KV mounts last listed for this connection, kept across sign-out; the empty list when none was ever listed.
   */
  readonly knownMounts: readonly KvMount[];
  /** What is cached now, expired answers included; undefined when nothing is. Starts no request. */
  peek(path: SecretPath): PathStatus | undefined;
  /** Whether {@link peek}'s answer is missing or older than its time to live (60 s). */
  isStale(path: SecretPath): boolean;
  /**
   * The status of a path, from the cache while fresh (60 s), else from the server; one request however many
   * callers wait. Failures are answers (`unreachable`), not errors.
   * @throws only the signal's own reason, when `signal` aborts; other waiters are not affected.
   */
  describe(path: SecretPath, signal: AbortSignal): Promise<PathStatus>;
  /** KV mounts that the token can see. @throws only on abort. */
  listMounts(signal: AbortSignal): Promise<readonly KvMount[] | NotChecked>;
  /**
   * Names directly below `folder` (empty for the mount's root). An empty or missing folder lists nothing.
   * @throws only on abort.
   */
  list(mount: string, folder: string, signal: AbortSignal): Promise<ListStatus>;
  /** Marks every cached answer as stale, so that the next `describe` asks again; `peek` still shows the old. */
  expire(): void;
  /** Called when the connection, its health or the known mounts changed. */
  onDidChange(listener: () => void): Subscription;
  /** Address of a secret in the server's own web page; undefined when signed out. */
  uiLink(path: SecretPath): string | undefined;
}

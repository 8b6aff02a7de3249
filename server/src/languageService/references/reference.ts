import type { SecretPath } from '../secretStore.ts';

/** `key` is absent in dialects that may name a whole secret. */
export interface SecretReference extends SecretPath {
  readonly key?: string;
}

export type DialectId = 'own' | 'uri' | 'sensu' | 'bank-vaults' | 'argocd-vault-plugin' | 'vals';

/** Offsets relative to the block, UTF-16. */
export interface OffsetRange {
  readonly start: number;
  readonly end: number;
}

/** A reference that is well formed. */
export interface FoundReference extends OffsetRange {
  readonly dialect: DialectId;
  readonly reference: SecretReference;
  readonly mountRange: OffsetRange;
  readonly pathRange: OffsetRange;
  readonly keyRange?: OffsetRange;
  /**
   * A `data/` right after the mount, slash included, where more of a path follows. In a dialect that asks the API for
   * the path as it is written it is none of the path; in any other it is, and wrong on a KV v2 mount.
   */
  readonly dataRange?: OffsetRange;
  /** The version that it names, as it is written; without one it is the current version. */
  readonly version?: string;
  /** What it says itself of the server; it says nothing of where we are signed in. */
  readonly server?: NamedServer;
  /** It is written in base64: all ranges are those of the whole scalar, and no part of it can be replaced. */
  readonly isEncoded?: true;
}

/** The server that a reference names. */
export interface NamedServer {
  /** As it is written. */
  readonly address?: string;
  readonly namespace?: string;
}

/** Text that is meant as a reference but breaks the grammar; `problem` is the offending part. */
export interface MalformedReference extends OffsetRange {
  readonly dialect: DialectId;
  readonly problem: OffsetRange;
  /** One sentence that names the rule that was broken; never quotes the text. */
  readonly message: string;
}

/** A well-formed reference whose first part is one edit away from a known mount. */
export interface UnknownMount extends OffsetRange {
  readonly dialect: DialectId;
  readonly mountRange: OffsetRange;
  readonly written: string;
  readonly nearest: string;
}

export type ExtractedReference =
  | ({ readonly kind: 'found' } & FoundReference)
  | ({ readonly kind: 'malformed' } & MalformedReference)
  | ({ readonly kind: 'unknown-mount' } & UnknownMount);

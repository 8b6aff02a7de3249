import type { ConnectionStatus } from './connection.ts';
import type { VaultPolicy } from './policy.ts';

/** A request to Vault: no query, no body, no token. */
export interface RecentCall {
  readonly method: string;
  /** Path of the API, without `/v1/`. */
  readonly path: string;
  /** HTTP status; the kind of the failure where there was no answer. */
  readonly outcome: number | string;
  readonly milliseconds: number;
}

/** What there is to know of a connection. Names come from the server. */
export interface ConnectionDetails {
  readonly status: ConnectionStatus;
  /** Absent where the server does not tell. */
  readonly identity?: {
    readonly displayName: string;
    readonly policies: readonly string[];
    /** Milliseconds since 1970; absent for a token that does not expire. */
    readonly expiresAt?: number;
    readonly isRenewable: boolean;
  };
  /** Origin of the proxy that is used. */
  readonly proxy?: string;
  /** Whether the system's certificate authorities are trusted, or those alone that come with Node. */
  readonly trustsSystem: boolean;
  /** What administrators have restricted. */
  readonly policies: readonly VaultPolicy[];
  /** The newest last. */
  readonly calls: readonly RecentCall[];
}

/** What the references of a workspace need, as a policy in HCL. */
export interface MinimalPolicy {
  readonly hcl: string;
  /** Paths that have a rule. */
  readonly paths: number;
  /** Paths that were left out, as they would allow more than themselves or are no paths. */
  readonly refused: number;
}

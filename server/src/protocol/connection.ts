export interface RememberedMount {
  readonly path: string;
  readonly kvVersion: 1 | 2;
}

/** State of the connection, sent on every change. */
export interface ConnectionStatus {
  readonly kind: 'signed-out' | 'ok' | 'sealed' | 'unreachable' | 'redirect-refused' | 'token-invalid';
  readonly origin?: string;
  readonly namespace?: string;
  readonly mounts?: readonly RememberedMount[];
  /** For `redirect-refused`: the origin that the server redirects to, which the person may allow. */
  readonly redirect?: string;
}

/** A token will end; told once for each. */
export interface TokenNotice {
  readonly origin: string;
  readonly namespace: string;
  /** `not-renewed`: the server refused to renew a token that it had called renewable. */
  readonly reason: 'expires-soon' | 'not-renewed';
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** An address of Vault that a file of the workspace names: what a repository says, and nothing to connect to unasked. */
export interface SuggestedAddress {
  readonly address: string;
  /** Slash path of the file from its workspace folder. */
  readonly path: string;
}

export interface SuggestedAddresses {
  readonly addresses: readonly SuggestedAddress[];
}

export interface RememberedMount {
  readonly path: string;
  readonly kvVersion: 1 | 2;
}

/** State of the connection, sent on every change. */
export interface ConnectionStatus {
  readonly kind: 'signed-out' | 'ok' | 'sealed' | 'unreachable' | 'token-invalid';
  readonly origin?: string;
  readonly namespace?: string;
  readonly mounts?: readonly RememberedMount[];
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

/** One request as the server's own audit saw it, whatever the answer was. */
export interface AuditedRequest {
  /** Normalised as an audit log can tell it: PUT counts as POST, `GET ?list=true` as LIST. */
  readonly method: 'GET' | 'LIST' | 'POST' | 'PATCH' | 'DELETE';
  /** Decoded path without `/v1/` and query, `secret/subkeys/app/db`; that of a LIST ends with `/`. */
  readonly path: string;
}

/** A server that tests and the demo may do anything to; never the one of the person who runs them. */
export interface TestVault {
  readonly kind: 'openbao' | 'embedded' | 'external';
  /** For people: `OpenBao 2.7.2`. */
  readonly label: string;
  /** Origin without trailing slash. */
  readonly address: string;
  readonly rootToken: string;
  /** PEM of the authority that signed the server's certificate, where it speaks TLS. */
  readonly caPem?: string;
  /** What `sys/unseal` wants; unknown for an external server. */
  readonly unsealKey?: string;
  /**
   * Requests since the start or the last {@link clearRequests}, in order. `sys/health` and `sys/seal-status` are
   * not in it, nor is what a sealed server refused.
   * @throws Error for an external server, whose audit log is not ours to read.
   */
  requests(): Promise<readonly AuditedRequest[]>;
  clearRequests(): Promise<void>;
  /** Ends the server and removes its files; leaves an external server alone. */
  stop(): Promise<void>;
}

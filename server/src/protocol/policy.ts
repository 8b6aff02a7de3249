/** What an administrator allows. What is absent is not restricted; an empty list allows nothing. */
export interface VaultPolicy {
  /** Exact origins of servers. */
  readonly allowedOrigins?: readonly string[];
  /** Nothing is written to Vault. */
  readonly readOnly?: boolean;
  /** Where secrets may be written: `mount` or `mount/path`, and what is below. */
  readonly allowedTargets?: readonly string[];
}

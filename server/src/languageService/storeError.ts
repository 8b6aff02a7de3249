import type { VaultErrorKind } from './migration/secretVault.ts';

/** A failed Vault call: a kind and advice. It has no cause, body, path or value, so it can be shown and logged. */
export class StoreError extends Error {
  readonly kind: VaultErrorKind;
  /** HTTP status where there was one. */
  readonly status: number | undefined;
  /** Milliseconds after which a retry makes sense, where the server said so. */
  readonly retryAfterMs: number | undefined;
  /** The connection was cut while it was in use: the server may have done what it was asked to, or not. */
  readonly isCut: boolean;

  constructor(kind: VaultErrorKind, advice: string, status?: number, retryAfterMs?: number, isCut = false) {
    super(advice);
    this.name = 'StoreError';
    this.kind = kind;
    this.status = status;
    this.retryAfterMs = retryAfterMs;
    this.isCut = isCut;
  }
}

import type { SecretPath } from '../secretStore.ts';

/** One key of one secret. */
export interface SecretTarget extends SecretPath {
  readonly key: string;
}

/** Outcome of a move or a creation. It travels to the client: no value and no text of a server in it. */
export interface MoveResult {
  readonly outcome: 'moved' | 'created' | 'reused' | 'refused' | 'failed';
  /** One sentence that names the target and what is there now. */
  readonly message: string;
  /** Whether the value has been seen in Vault, at the target, by the last look that was possible. */
  readonly inVault: boolean;
  /** A free key to offer instead when the target holds another value. */
  readonly alternative?: SecretTarget;
}

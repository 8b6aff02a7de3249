import type { Deposit } from './checkBase.ts';
import { depositValue } from './depositValue.ts';
import { targetName, traceWords } from './messages.ts';
import type { MoveResult } from './moveResult.ts';
import type { SecretVault } from './secretVault.ts';

/** A value that a person typed for a reference that does not resolve. */
export type CreateRequest = Omit<Deposit, 'reuse'>;

/**
 * Creates one key with the discipline of a move. An existing key is refused whatever its value, so that nobody learns
 * by typing whether a guess is right. Never throws; an abort is a failure that says what is in Vault by then.
 */
export async function createSecret(
  vault: SecretVault,
  request: CreateRequest,
  signal: AbortSignal,
): Promise<MoveResult> {
  const { target } = request;
  const result = await depositValue(vault, { ...request, reuse: false }, signal);
  switch (result.kind) {
    case 'written':
    case 'reused':
      return { outcome: 'created', message: `Created ${targetName(target)}.`, inVault: true };
    case 'refused':
      return {
        outcome: 'refused',
        message: `${result.because}; ${traceWords('untouched', target)}.`,
        inVault: false,
      };
    case 'failed': {
      const message = `${result.because}; ${traceWords(result.trace, target)}.`;
      return { outcome: 'failed', message, inVault: result.trace === 'stored' };
    }
  }
}

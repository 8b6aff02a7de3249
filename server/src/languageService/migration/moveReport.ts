import { targetName, traceWords, type VaultTrace } from './messages.ts';
import type { MoveResult, SecretTarget } from './moveResult.ts';

/** The file now holds the reference. Says what a move cannot do: the old text is still in places out of reach. */
export function applied(target: SecretTarget, deposited: 'written' | 'reused'): MoveResult {
  const name = targetName(target);
  const done =
    deposited === 'written' ? `Moved to ${name}` : `Replaced by ${name}, which already held the same value`;
  const message = `${done}; the old text may remain in undo, local history, backups and git, so rotate the secret.`;
  return { outcome: deposited === 'written' ? 'moved' : 'reused', message, inVault: true };
}

/** Nothing was written and the file was not touched. */
export function refused(target: SecretTarget, because: string, alternative?: SecretTarget): MoveResult {
  const offer = alternative ? `; ${targetName(alternative)} is free` : '';
  const message = `${because}; ${traceWords('untouched', target)} and the file is unchanged${offer}.`;
  return { outcome: 'refused', message, inVault: false, ...(alternative ? { alternative } : {}) };
}

/** The file was not touched; `trace` says what is in Vault. */
export function failed(target: SecretTarget, because: string, trace: VaultTrace): MoveResult {
  const message = `${because}; ${traceWords(trace, target)}, and the file is unchanged.`;
  return { outcome: 'failed', message, inVault: trace === 'stored' };
}

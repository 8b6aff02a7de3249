import type { SecretVault } from '../../languageService/migration/secretVault.ts';
import type { RunOptions } from './runOptions.ts';
import type { WrittenPath } from './writePath.ts';

/**
 * Tells in the custom metadata of the paths that a run has written who moved what, where the server lets us. Nothing
 * depends on it, so it ends early when the signal aborts.
 * @returns how many paths tell it. Never throws.
 */
export async function attribute(
  vault: SecretVault,
  written: ReadonlyMap<string, WrittenPath>,
  { attribution, known }: RunOptions,
  signal: AbortSignal,
): Promise<number> {
  let count = 0;
  if (!attribution) return count;
  for (const [id, { secret, write }] of written) {
    if (!write || write.base.kvVersion === 1 || known?.fixedMetadata?.has(id) === true) continue;
    const isTold = await vault.annotate(secret, attribution, signal).catch(() => false);
    if (signal.aborted) return count;
    if (isTold) count += 1;
  }
  return count;
}

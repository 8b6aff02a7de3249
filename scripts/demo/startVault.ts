import { ensureOpenBao, startEmbedded, startOpenBao } from '../../test/support/vaultServers.ts';
import type { TestVault } from '../../test/support/testVault.ts';

/**
 * Starts a Vault server on loopback with KV v2 at `secret/`: the real OpenBao, or, where that cannot be had and
 * `report` says why, the embedded one.
 */
export async function startVault(report: (line: string) => void): Promise<TestVault> {
  const found = await ensureOpenBao({ onProgress: report });
  if ('binary' in found) return startOpenBao({ binary: found.binary });
  report(`No OpenBao (${found.unavailable}): using the embedded server.`);
  return startEmbedded();
}

import { afterEach, expect, test, vi } from 'vitest';
import { Transport } from '../../../server/src/vault/transport.ts';
import type { VaultApi } from '../../../server/src/vault/vaultApi.ts';
import { createVaultApi } from '../../../server/src/vault/vaultApi.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { ensureOpenBao, startOpenBao } from '../../support/openBao.ts';

const canary = createCanary();
const ends: (() => unknown)[] = [];
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const end of ends.splice(0)) await end();
});

function apiFor(origin: string, ca?: string): VaultApi {
  const transport = new Transport({
    origin,
    userAgent: 'vault-refs/test',
    ...(ca !== undefined && { ca: [ca] }),
  });
  ends.push(() => transport.close());
  return createVaultApi({ origin, token: canary.token, namespace: '', transport });
}

test.each([
  ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
  ['VAULT_SKIP_VERIFY', '1'],
])('%s=%s in the environment changes nothing about certificates', async (name, value) => {
  vi.stubEnv(name, value);
  const found = await ensureOpenBao();
  if ('unavailable' in found) {
    console.log(`not checked against a TLS server: ${found.unavailable}`);
    return;
  }
  const vault = await startOpenBao({ binary: found.binary, tls: true });
  ends.push(() => vault.stop());
  const ask = (api: VaultApi) => api.get('sys/internal/ui/mounts', AbortSignal.timeout(10_000));
  const error: unknown = await ask(apiFor(vault.address)).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ kind: 'tls' });
  expectNoLeak(canary, error);
  // The canary is no token of this server.
  expect((await ask(apiFor(vault.address, vault.caPem))).status).toBe(403);
});

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Transport } from '../../../server/src/vault/transport.ts';
import { createVaultApi } from '../../../server/src/vault/vaultApi.ts';
import type { CaptureHost } from '../../support/captureHost.ts';
import { startCaptureHost } from '../../support/captureHost.ts';
import { createCanary } from '../../support/canary.ts';

/** Each trap of node-vault's default transport and environment fall-backs stays closed, whatever its version. */
const canary = createCanary();
const signal = AbortSignal.timeout(20_000);
let wanted: CaptureHost;
let foreign: CaptureHost;

beforeEach(async () => {
  wanted = await startCaptureHost();
  foreign = await startCaptureHost();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await wanted.close();
  await foreign.close();
});

function api(token = canary.token, namespace = '') {
  const transport = new Transport({ origin: wanted.address, userAgent: 'test' });
  return createVaultApi({ origin: wanted.address, token, namespace, transport });
}

test('the environment changes neither address, token, namespace nor prefix', async () => {
  vi.stubEnv('VAULT_ADDR', foreign.address);
  vi.stubEnv('VAULT_TOKEN', 'environment-token');
  vi.stubEnv('VAULT_NAMESPACE', 'environment-namespace');
  vi.stubEnv('VAULT_PREFIX', '/environment-prefix');
  await api().get('secret/subkeys/a', signal);
  expect(foreign.connections()).toBe(0);
  expect(wanted.text()).toContain(`X-Vault-Token: ${canary.token}`);
  expect(wanted.text()).not.toContain('environment-');
});

test('an empty token is refused instead of being taken from the environment', () => {
  vi.stubEnv('VAULT_TOKEN', 'environment-token');
  expect(() => api('')).toThrow(expect.objectContaining({ kind: 'not-signed-in' }));
});

test.each(['HTTP_PROXY', 'http_proxy', 'ALL_PROXY'])('%s receives nothing', async (name) => {
  vi.stubEnv(name, foreign.address);
  await api().get('secret/subkeys/a', signal);
  expect(foreign.connections()).toBe(0);
});

test('DEBUG prints no payload', async () => {
  vi.stubEnv('DEBUG', '*');
  const printed: string[] = [];
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  await api().post('secret/data/a', { data: { k: canary.secret } }, signal);
  spy.mockRestore();
  expect(printed.join('')).not.toContain(canary.secret);
});

test('the namespace goes along, and a later call has fresh headers', async () => {
  const client = api(canary.token, 'team');
  await client.get('secret/subkeys/a', signal);
  await client.patch('secret/data/a', { data: {} }, signal);
  const [first, second] = wanted.text().split('PATCH ');
  expect(first).toContain('X-Vault-Namespace: team');
  expect(first).not.toContain('merge-patch');
  expect(second).toContain('application/merge-patch+json');
});

test('a path with sys/health in it does not turn a failure into a success', async () => {
  await wanted.close();
  wanted = await startCaptureHost({
    reply:
      'HTTP/1.1 403 Forbidden\r\ncontent-type: application/json\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}',
  });
  expect((await api().get('secret/subkeys/sys/health', signal)).status).toBe(403);
});

test('names are sent as they were encoded', async () => {
  await api().get("secret/subkeys/a%26b%3D'c%23", signal);
  expect(wanted.text()).toContain("GET /v1/secret/subkeys/a%26b%3D'c%23 HTTP/1.1");
});

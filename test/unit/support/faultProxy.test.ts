import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startFaultProxy } from '../../support/faultProxy.ts';
import type { FaultProxy } from '../../support/faultProxy.ts';
import { httpCall } from '../../support/httpCall.ts';
import type { HttpAnswer } from '../../support/httpCall.ts';
import { startEmbedded, TestAdmin } from '../../support/vaultServers.ts';
import type { EmbeddedVault } from '../../support/vaultServers.ts';

let vault: EmbeddedVault;
let proxy: FaultProxy;
let admin: TestAdmin;

beforeAll(async () => {
  vault = await startEmbedded();
  proxy = await startFaultProxy(vault);
  admin = new TestAdmin(vault);
  await admin.putSecret('secret', 'app/db', { user: 'made-up' });
});

afterAll(async () => {
  await proxy.close();
  await vault.stop();
});

const removals: (() => void)[] = [];

afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});

function fault(...args: Parameters<FaultProxy['add']>): void {
  removals.push(proxy.add(...args));
}

function call(method = 'GET', path = '/v1/secret/subkeys/app/db', body?: unknown): Promise<HttpAnswer> {
  const headers = { 'x-vault-token': vault.rootToken };
  return httpCall({ method, origin: proxy.address, path, headers, body, timeoutMs: 150 });
}

describe('startFaultProxy without a fault', () => {
  it('passes requests and answers unchanged', async () => {
    const direct = await admin.call('GET', 'secret/subkeys/app/db?depth=1');
    const answer = await call('GET', '/v1/secret/subkeys/app/db?depth=1');
    expect(answer.status).toBe(200);
    expect((answer.json as { data: unknown }).data).toEqual((direct.json as { data: unknown }).data);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(proxy.requests()).toContain('GET /v1/secret/subkeys/app/db?depth=1');
  });

  it('passes LIST, and bodies', async () => {
    expect((await call('LIST', '/v1/secret/metadata/app/')).json).toMatchObject({ data: { keys: ['db'] } });
    expect((await call('POST', '/v1/secret/data/x', { data: { a: '1' } })).status).toBe(200);
    expect(await admin.getSecret('secret', 'x')).toEqual({ a: '1' });
  });
});

describe('startFaultProxy with a fault', () => {
  it('resets before the headers, and the work is not done', async () => {
    fault({ kind: 'reset-before-headers' });
    await expect(call('POST', '/v1/secret/data/undone', { data: {} })).rejects.toThrow(/ECONNRESET|hang up/u);
    expect(await admin.getSecret('secret', 'undone')).toBeUndefined();
  });

  it('resets before the headers with the work done', async () => {
    fault({ kind: 'reset-before-headers', carriedOut: true });
    await expect(call('POST', '/v1/secret/data/done', { data: { a: '1' } })).rejects.toThrow(
      /ECONNRESET|hang up/u,
    );
    expect(await admin.getSecret('secret', 'done')).toEqual({ a: '1' });
  });

  it.each(['reset-after-headers', 'half-body'] as const)('breaks off: %s', async (kind) => {
    fault({ kind });
    await expect(call()).rejects.toThrow(/aborted|ECONNRESET/u);
  });

  it.each(['hang', 'hang-after-headers'] as const)('says nothing more: %s', async (kind) => {
    fault({ kind });
    await expect(call()).rejects.toThrow(/timed out|aborted/u);
  });

  it('drips slower than a deadline, each byte in its time', async () => {
    fault({ kind: 'slow-drip', intervalMs: 1 });
    const before = performance.now();
    const answer = await call();
    expect(answer.status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(0.8 * answer.text.length);
  });

  it('answers as told', async () => {
    fault({ kind: 'answer', status: 429, headers: { 'retry-after': '7' }, body: '{"errors":[]}' });
    const answer = await call();
    expect([answer.status, answer.headers['retry-after'], answer.json]).toEqual([429, '7', { errors: [] }]);
  });

  it('redirects elsewhere', async () => {
    fault({ kind: 'redirect', status: 307, to: 'http://192.0.2.1/v1/x' });
    expect(await call()).toMatchObject({ status: 307, headers: { location: 'http://192.0.2.1/v1/x' } });
  });

  it('sends a bomb that unpacks to what it says', async () => {
    fault({ kind: 'gzip-bomb', mebibytes: 3 });
    const response = await fetch(`${proxy.address}/v1/x`);
    expect((await response.text()).length).toBe(3 * 1024 ** 2 + '{"data":"'.length);
  });

  it('promises more than it sends', async () => {
    fault({ kind: 'huge-length', bytes: 1024 ** 3 });
    const response = await fetch(`${proxy.address}/v1/x`);
    expect(response.headers.get('content-length')).toBe(String(1024 ** 3));
    await response.body?.cancel();
  });

  it('never ends a body', async () => {
    fault({ kind: 'endless-body' });
    const response = await fetch(`${proxy.address}/v1/x`);
    let received = 0;
    for await (const chunk of response.body ?? []) {
      received += (chunk as Uint8Array).length;
      if (received > 2 * 1024 ** 2) break;
    }
    expect(received).toBeGreaterThan(2 * 1024 ** 2);
  });

  it('strikes only what fits, as often as it was told', async () => {
    fault({ kind: 'answer', status: 503 }, { method: 'GET', path: /^secret\/metadata\//u, times: 2 });
    const statuses: number[] = [];
    for (let count = 0; count < 3; count += 1)
      statuses.push((await call('GET', '/v1/secret/metadata/app/db')).status);
    expect(statuses).toEqual([503, 503, 200]);
    expect((await call()).status).toBe(200);
  });

  it('refuses connections while it pauses, and comes back on the same address', async () => {
    await proxy.pause();
    await expect(call()).rejects.toThrow(/ECONNREFUSED/u);
    await proxy.resume();
    expect((await call()).status).toBe(200);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { startEmbedded, TestAdmin } from '../../support/vaultServers.ts';
import type { AuditedRequest, EmbeddedOptions, EmbeddedVault } from '../../support/vaultServers.ts';

let running: EmbeddedVault | undefined;

afterEach(async () => {
  await running?.stop();
  running = undefined;
});

async function start(options: EmbeddedOptions = {}): Promise<{ vault: EmbeddedVault; admin: TestAdmin }> {
  running = await startEmbedded(options);
  return { vault: running, admin: new TestAdmin(running) };
}

describe('startEmbedded', () => {
  it('serves KV v2 at secret/ from the start, to its root token alone', async () => {
    const { vault, admin } = await start();
    expect(await admin.putSecret('secret', 'a', { k: 'v' }, 0)).toBe(1);
    expect((await admin.call('GET', 'secret/data/a', { token: `${vault.rootToken}x` })).status).toBe(403);
    expect(vault.label).toMatch(/^embedded server /u);
  });

  it('takes its time from the clock it is given', async () => {
    let now = Date.parse('2030-01-01T00:00:00Z');
    const { admin } = await start({ now: () => now });
    await admin.expectOk('POST', 'secret/config', { delete_version_after: '1h' });
    await admin.putSecret('secret', 'a', { k: 'v' });
    const token = await admin.createToken({ policies: ['default'], ttl: '2h' });
    const metadata = await admin.expectOk('GET', 'secret/metadata/a');
    expect(JSON.stringify(metadata)).toMatch(/2030-01-01T00:00:00.*2030-01-01T01:00:00/u);
    now += 3_599_000;
    expect(await admin.getSecret('secret', 'a')).toEqual({ k: 'v' });
    now += 2000;
    expect(await admin.getSecret('secret', 'a')).toBeUndefined();
    expect((await admin.call('GET', 'auth/token/lookup-self', { token })).status).toBe(200);
    now += 3_600_000;
    expect((await admin.call('GET', 'auth/token/lookup-self', { token })).status).toBe(403);
  });

  it('gives every version a time of its own though the clock stands still', async () => {
    const { admin } = await start({ now: () => 0 });
    for (let count = 0; count < 3; count += 1) await admin.putSecret('secret', 'a', {});
    const text = JSON.stringify(await admin.expectOk('GET', 'secret/metadata/a'));
    const versions = (JSON.parse(text) as { data: { versions: Record<string, { created_time: string }> } })
      .data;
    const times = Object.values(versions.versions).map(({ created_time: time }) => time);
    expect(new Set(times).size).toBe(3);
    expect([...times].sort()).toEqual(times);
  });

  it('shows the requests it had, until they are cleared', async () => {
    const { vault, admin } = await start();
    await admin.call('GET', 'secret/data/a?version=1');
    await admin.call('GET', 'secret/metadata?list=true');
    await admin.call('GET', 'sys/health');
    expect(await vault.requests()).toEqual([
      { method: 'GET', path: 'secret/data/a' },
      { method: 'LIST', path: 'secret/metadata/' },
    ]);
    await vault.clearRequests();
    expect(await vault.requests()).toEqual([]);
  });

  it('lets another act right before a request is carried out', async () => {
    const seen: AuditedRequest[] = [];
    const { admin } = await start({
      beforeRequest: async (request) => {
        seen.push(request);
        // Not for its own write, which would never end.
        if (seen.length === 1) await admin.putSecret('secret', 'a', { theirs: '1' });
      },
    });
    const body = { data: { ours: '1' }, options: { cas: 0 } };
    expect((await admin.call('POST', 'secret/data/a', { body })).status).toBe(400);
    expect(await admin.getSecret('secret', 'a')).toEqual({ theirs: '1' });
    expect(seen[0]).toEqual({ method: 'POST', path: 'secret/data/a' });
  });
});

describe('a fault of the embedded server', () => {
  it('replaces the answer and the request is not carried out', async () => {
    const { vault, admin } = await start();
    const remove = vault.addFault({ path: 'secret/data/a', status: 429, headers: { 'retry-after': '3' } });
    const answer = await admin.call('POST', 'secret/data/a', { body: { data: {} } });
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '3']);
    remove();
    expect((await admin.call('GET', 'secret/data/a')).status).toBe(404);
  });

  it('can strike after the work is done', async () => {
    const { vault, admin } = await start();
    vault.addFault({ method: 'POST', path: /^secret\/data\//u, times: 1, reset: true, afterCommit: true });
    const body = { data: { k: 'v' }, options: { cas: 0 } };
    await expect(admin.call('POST', 'secret/data/a', { body })).rejects.toThrow(/hang up|ECONNRESET/u);
    expect(await admin.getSecret('secret', 'a')).toEqual({ k: 'v' });
    expect((await admin.call('POST', 'secret/data/a', { body })).status).toBe(400);
  });

  it('can cut the connection before the work', async () => {
    const { vault, admin } = await start();
    vault.addFault({ path: 'secret/data/a', times: 1, reset: true });
    await expect(admin.putSecret('secret', 'a', {})).rejects.toThrow(/hang up|ECONNRESET/u);
    expect(await admin.getSecret('secret', 'a')).toBeUndefined();
  });

  it('can delay alone, with the true answer', async () => {
    const { vault, admin } = await start();
    vault.addFault({ path: 'sys/health', delayMs: 60 });
    const before = performance.now();
    expect((await admin.call('GET', 'sys/health')).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThan(50);
  });

  it('can give any body', async () => {
    const { vault, admin } = await start();
    vault.addFault({
      path: 'secret/metadata/',
      method: 'LIST',
      status: 200,
      body: { data: { keys: 'odd' } },
    });
    expect((await admin.call('LIST', 'secret/metadata')).json).toEqual({ data: { keys: 'odd' } });
  });
});

describe('TestAdmin', () => {
  it('removes what it made', async () => {
    const { vault, admin } = await start();
    const before = JSON.stringify(await admin.expectOk('GET', 'sys/internal/ui/mounts'));
    const mount = await admin.createMount();
    const token = await admin.tokenWithPolicy('path "a" { capabilities = ["read"] }', {
      noDefaultPolicy: true,
    });
    await admin.cleanUp();
    const names = (text: string): string => text.replaceAll(/"request_id":"[^"]*"/gu, '');
    expect(names(JSON.stringify(await admin.expectOk('GET', 'sys/internal/ui/mounts')))).toBe(names(before));
    expect((await admin.call('GET', 'sys/internal/ui/mounts', { token })).status).toBe(403);
    expect(JSON.stringify(await admin.expectOk('LIST', 'sys/policies/acl'))).toContain('["default","root"]');
    expect(mount).toMatch(/^kv-/u);
    expect(vault.kind).toBe('embedded');
  });

  it('says what went wrong when set-up fails', async () => {
    const { admin } = await start();
    await expect(admin.createMount('secret')).rejects.toThrow('POST sys/mounts/secret answered 400');
    await expect(admin.getSecret('nowhere', 'a')).resolves.toBeUndefined();
  });
});

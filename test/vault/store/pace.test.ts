import { homedir } from 'node:os';
import { afterEach, expect, test } from 'vitest';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';
import type { Patience } from '../../../server/src/vault/pace/patientSender.ts';
import { startFaultProxy } from '../../support/faultProxy.ts';
import { startEmbedded, TestAdmin } from '../../support/vaultServers.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';

const patience: Partial<Patience> = { rate: { limit: 1_000, burst: 1_000 }, retryDelayMs: [20, 40] };
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

async function connected(address: string, token: string, own: Partial<Patience> = patience) {
  const connection = createVaultConnection({
    environment: {},
    homeDirectory: homedir(),
    now: () => Date.now(),
    userAgentVersion: '0.0.0-test',
    patience: own,
  });
  ends.push(() => connection.signOut());
  expect(await connection.signIn({ method: 'token', address, token })).toMatchObject({ ok: true });
  return connection;
}

/** References share paths: five to one. */
const references = 1_000;
const paths = references / 5;

await describeEachVault('a server that limits requests', (suite) => {
  let over = 0;
  test('answers a thousand references in the end, without one visible error', async () => {
    const { vault, admin, mount } = suite();
    const proxy = await startFaultProxy(vault);
    ends.push(() => proxy.close());
    const name = admin.uniqueName('q');
    const limit = { rate: 40, path: `${mount}/` };
    const isOver = quotaOf(limit.rate);
    const quota = await admin.call('POST', `sys/quotas/rate-limit/${name}`, { body: limit });
    const isLimited = quota.status < 300;
    if (isLimited) ends.push(() => admin.call('DELETE', `sys/quotas/rate-limit/${name}`));
    // The embedded server knows no quotas: something in between has one.
    else
      proxy.add({ kind: 'answer', status: 429, body: '{"errors":[]}' }, { path: /subkeys/u, when: isOver });
    const { connection, statuses } = await watched(proxy.address, vault.rootToken);
    const answers = await Promise.all(
      Array.from({ length: references }, (_, index) =>
        connection.store.describe({ mount, path: `p${String(index % paths)}` }, AbortSignal.timeout(280_000)),
      ),
    );
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['no-such-path']));
    // Nor is the person told that anything is wrong.
    expect(statuses).toEqual([]);
    expect(connection.status().kind).toBe('ok');
    const refused = isLimited ? proxy.answered(429) : over;
    expect(refused).toBeGreaterThan(0);
    // The server is not knocked at again and again: most requests are answered.
    expect(refused).toBeLessThan(proxy.requests().length / 2);
  }, 300_000);

  /** Whether a request is one too many in its second; such are counted. */
  function quotaOf(rate: number): () => boolean {
    let [second, count] = [0, 0];
    return () => {
      const now = Math.floor(performance.now() / 1000);
      count = now === second ? count + 1 : 1;
      second = now;
      if (count > rate) over += 1;
      return count > rate;
    };
  }

  async function watched(address: string, token: string) {
    // At the product's own rate.
    const connection = await connected(address, token, {});
    const statuses: string[] = [];
    connection.onDidChangeStatus(() => statuses.push(connection.status().kind));
    return { connection, statuses };
  }
});

test('a sealed server is usable again by itself once it is unsealed', async () => {
  const vault = await startEmbedded();
  ends.push(() => vault.stop());
  const admin = new TestAdmin(vault);
  await admin.putSecret('secret', 'app/db', { password: 'made-up' });
  const connection = await connected(vault.address, vault.rootToken);
  const look = async (): Promise<string> =>
    (await connection.store.describe({ mount: 'secret', path: 'app/db' }, AbortSignal.timeout(5_000))).kind;
  await admin.seal();
  expect(await look()).toBe('sealed');
  let changes = 0;
  connection.onDidChangeStatus(() => (changes += 1));
  await admin.unseal();
  await expect.poll(() => connection.status().kind, { timeout: 10_000, interval: 50 }).toBe('ok');
  expect(changes).toBeGreaterThan(0);
  expect(await look()).toBe('exists');
});

test('a server that went away is asked by one request at a time, and found again', async () => {
  const vault = await startEmbedded();
  const proxy = await startFaultProxy(vault);
  ends.push(
    () => proxy.close(),
    () => vault.stop(),
  );
  const connection = await connected(proxy.address, vault.rootToken);
  await proxy.pause();
  const places = Array.from({ length: 50 }, (_, index) => ({ mount: 'secret', path: `p${String(index)}` }));
  const askAll = () =>
    Promise.all(places.map((place) => connection.store.describe(place, AbortSignal.timeout(5_000))));
  expect(new Set((await askAll()).map(({ kind }) => kind))).toEqual(new Set(['unreachable']));
  await proxy.resume();
  const before = proxy.requests().length;
  expect(new Set((await askAll()).map(({ kind }) => kind))).toEqual(new Set(['unreachable']));
  expect(proxy.requests().length).toBe(before);
  await expect.poll(() => connection.status().kind, { timeout: 15_000, interval: 50 }).toBe('ok');
  expect(proxy.requests().length - before).toBeLessThanOrEqual(2);
  expect(new Set((await askAll()).map(({ kind }) => kind))).toEqual(new Set(['no-such-path']));
});

test('after a sign-out nothing that waits for its turn is sent any more', async () => {
  const vault = await startEmbedded();
  const proxy = await startFaultProxy(vault);
  ends.push(
    () => proxy.close(),
    () => vault.stop(),
  );
  const connection = await connected(proxy.address, vault.rootToken, { rate: { limit: 60, burst: 10 } });
  const places = Array.from({ length: 100 }, (_, index) => ({ mount: 'secret', path: `p${String(index)}` }));
  const all = Promise.all(
    places.map((place) => connection.store.describe(place, AbortSignal.timeout(5_000))),
  );
  await expect.poll(() => proxy.requests().length).toBeGreaterThan(5);
  connection.signOut();
  expect(new Set((await all).map(({ kind }) => kind))).toContain('not-signed-in');
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  // Those that were on their way already.
  expect(proxy.requests().length).toBeLessThan(50);
});

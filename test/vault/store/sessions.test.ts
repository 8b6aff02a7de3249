import { afterEach, expect, test } from 'vitest';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import type { EmbeddedOptions } from '../../support/vaultServers.ts';
import { leastPrivilegePolicy, startEmbedded, TestAdmin } from '../../support/vaultServers.ts';

const signal = (): AbortSignal => AbortSignal.timeout(20_000);
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A server of its own and a connection whose clock the test moves. */
async function setUp(options: EmbeddedOptions = {}) {
  const vault = await startEmbedded(options);
  ends.push(() => vault.stop());
  const clock = { now: Date.now() };
  const connection = createVaultConnection({
    environment: {},
    homeDirectory: '/nowhere',
    now: () => clock.now,
    userAgentVersion: '0.0.0-test',
    // What is looked at is what is asked, not when.
    patience: { rate: { limit: 10_000, burst: 10_000 } },
  });
  const signIn = (token = vault.rootToken, namespace = '') =>
    connection.signIn({ method: 'token', address: vault.address, token, namespace });
  return { vault, admin: new TestAdmin(vault), clock, connection, signIn };
}

const subkeyReads = async (vault: { requests(): Promise<readonly { path: string }[]> }): Promise<number> =>
  (await vault.requests()).filter(({ path }) => path.includes('/subkeys/')).length;

test('a thousand answers expire at once, stay shown, and are asked again', async () => {
  const { vault, connection, signIn } = await setUp();
  await signIn();
  const places = Array.from({ length: 1000 }, (_, index) => ({
    mount: 'secret',
    path: `a/p${String(index)}`,
  }));
  const askAll = () => Promise.all(places.map((place) => connection.store.describe(place, signal())));
  await askAll();
  expect(places.some((place) => connection.store.isStale(place))).toBe(false);
  const started = performance.now();
  connection.store.expire();
  expect(performance.now() - started).toBeLessThan(500);
  expect(places.every((place) => connection.store.isStale(place))).toBe(true);
  expect(places.every((place) => connection.store.peek(place)?.kind === 'no-such-path')).toBe(true);
  await askAll();
  expect(await subkeyReads(vault)).toBe(2000);
});

test('names are asked again after a minute, on KV v1 too', async () => {
  const { admin, clock, connection, signIn } = await setUp();
  const mount = await admin.createMount(undefined, 1);
  await signIn();
  const place = { mount, path: 'app/new' };
  expect((await connection.store.describe(place, signal())).kind).toBe('no-such-path');
  await admin.expectOk('POST', `${mount}/app/new`, { k: 'v' });
  clock.now += 59_000;
  expect((await connection.store.describe(place, signal())).kind).toBe('no-such-path');
  clock.now += 2_000;
  expect((await connection.store.describe(place, signal())).kind).toBe('exists');
});

test('a folder is listed once a minute however often it is completed', async () => {
  const { vault, admin, clock, connection, signIn } = await setUp();
  await admin.putSecret('secret', 'app/db', { k: 'v' });
  await signIn();
  const lists = async () => (await vault.requests()).filter(({ method }) => method === 'LIST').length;
  for (let turn = 0; turn < 5; turn++) await connection.store.list('secret', 'app', signal());
  expect(await lists()).toBe(1);
  clock.now += 60_001;
  await connection.store.list('secret', 'app', signal());
  expect(await lists()).toBe(2);
});

test('signing out wins over a sign-in that has not been answered yet', async () => {
  const { connection, signIn } = await setUp();
  const pending = signIn();
  connection.signOut();
  expect(await pending).toMatchObject({ ok: false });
  expect(connection.status().kind).toBe('signed-out');
});

test('of two sign-ins the later one holds, whichever is answered first', async () => {
  const { vault, admin, connection, signIn } = await setUp();
  const token = await admin.tokenWithPolicy(leastPrivilegePolicy('secret', 'app'));
  const end = vault.addFault({ path: /ui\/mounts/u, delayMs: 150, times: 1 });
  const slow = signIn();
  const fast = signIn(token);
  expect(await Promise.all([slow, fast])).toMatchObject([{ ok: false }, { ok: true }]);
  end();
  expect((await connection.store.describe({ mount: 'secret', path: 'other/x' }, signal())).kind).toBe(
    'denied',
  );
});

test('a check under the old token is not joined under the new one', async () => {
  const arrived = Promise.withResolvers<undefined>();
  const released = Promise.withResolvers<undefined>();
  let isFirst = true;
  const { admin, connection, signIn } = await setUp({
    beforeRequest: async ({ path }) => {
      if (!path.includes('/subkeys/') || !isFirst) return;
      isFirst = false;
      arrived.resolve(undefined);
      await released.promise;
    },
  });
  await admin.putSecret('secret', 'other/x', { k: 'v' });
  await signIn(await admin.tokenWithPolicy(leastPrivilegePolicy('secret', 'app')));
  const place = { mount: 'secret', path: 'other/x' };
  const old = connection.store.describe(place, signal());
  await arrived.promise;
  await signIn();
  expect((await connection.store.describe(place, signal())).kind).toBe('exists');
  released.resolve(undefined);
  expect((await old).kind).toBe('not-signed-in');
  expect(connection.store.peek(place)?.kind).toBe('exists');
  expect(connection.status().kind).toBe('ok');
});

test('a server that ignores namespaces is refused with one, and serves without', async () => {
  const { connection, signIn } = await setUp({ ignoreNamespaces: true });
  expect(await signIn(undefined, 'team')).toMatchObject({ ok: false, kind: 'namespace' });
  expect(connection.status().kind).toBe('signed-out');
  expect(await signIn()).toMatchObject({ ok: true });
});

test('an outage during a question about rights is not a denial', async () => {
  const { vault, admin, connection, signIn } = await setUp();
  const canary = createCanary();
  await signIn(await admin.tokenWithPolicy(leastPrivilegePolicy('secret', 'app')));
  expect((await connection.store.describe({ mount: 'secret', path: 'x/a' }, signal())).kind).toBe('denied');
  const end = vault.addFault({
    path: /capabilities-self/u,
    status: 503,
    body: { errors: [`Vault is sealed: ${canary.secret}`] },
  });
  const status = await connection.store.describe({ mount: 'secret', path: 'x/b' }, signal());
  end();
  expect(status.kind).toBe('sealed');
  expectNoLeak(canary, status);
});

test('one path that the server fails on does not stop the others', async () => {
  const { vault, admin, connection, signIn } = await setUp();
  await admin.putSecret('secret', 'app/good', { k: 'v' });
  await signIn();
  vault.addFault({ path: /subkeys\/app\/bad/u, status: 500, body: { errors: ['internal error'] } });
  const describePath = async (path: string) =>
    (await connection.store.describe({ mount: 'secret', path }, signal())).kind;
  expect(await describePath('app/bad')).toBe('not-checkable');
  expect(await describePath('app/good')).toBe('exists');
  expect(connection.status().kind).toBe('ok');
});

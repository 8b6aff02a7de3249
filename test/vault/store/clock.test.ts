import { afterEach, expect, test } from 'vitest';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';
import type { Rate } from '../../../server/src/vault/pace/rateLimiter.ts';
import { startEmbedded, TestAdmin } from '../../support/vaultServers.ts';

const hour = 3_600_000;
const signal = (): AbortSignal => AbortSignal.timeout(10_000);
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A connection on a machine whose clock the test sets. */
async function world({ rate = { limit: 10_000, burst: 10_000 } }: { rate?: Rate } = {}) {
  const server = await startEmbedded();
  let skew = 0;
  const connection = createVaultConnection({
    environment: {},
    homeDirectory: '/nowhere',
    now: () => Date.now() + skew,
    userAgentVersion: '0.0.0-test',
    patience: { rate },
  });
  ends.push(
    () => connection.signOut(),
    () => server.stop(),
  );
  const signIn = async (token = server.rootToken): Promise<void> => {
    const params = { method: 'token', address: server.address, token } as const;
    expect(await connection.signIn(params)).toMatchObject({ ok: true });
  };
  const look = async (path: string): Promise<string> =>
    (await connection.store.describe({ mount: 'secret', path }, signal())).kind;
  return {
    server,
    admin: new TestAdmin(server),
    connection,
    signIn,
    look,
    set: (by: number) => (skew += by),
  };
}

test.each([-hour, hour])('a clock that is set by %i ms holds no check back', async (by) => {
  const { signIn, look, set } = await world({ rate: { limit: 500, burst: 5 } });
  await signIn();
  set(by);
  const answers = await Promise.all(Array.from({ length: 50 }, (_, index) => look(`p${String(index)}`)));
  expect(new Set(answers)).toEqual(new Set(['no-such-path']));
});

test('nor does it keep an answer for longer than a minute', async () => {
  const { admin, signIn, look, set } = await world();
  await signIn();
  expect(await look('app/new')).toBe('no-such-path');
  await admin.putSecret('secret', 'app/new', { k: 'v' });
  set(-hour);
  expect(await look('app/new')).toBe('no-such-path');
  set(61_000);
  expect(await look('app/new')).toBe('exists');
});

test('the end of a token is told by the clock that the person sees', async () => {
  const { admin, connection, signIn, set } = await world();
  const told: number[] = [];
  connection.onTokenNotice(({ expiresAt }) => told.push(expiresAt));
  await signIn();
  set(-hour);
  await signIn(await admin.createToken({ ttl: '2m', renewable: false, policies: ['default'] }));
  const identity = await connection.identity(signal());
  for (const expiresAt of [told[0], identity?.expiresAt])
    expect(Math.abs((expiresAt ?? 0) - (Date.now() - hour + 120_000))).toBeLessThan(10_000);
});

test('nor a token from being renewed in time', async () => {
  const { server, admin, signIn, set } = await world();
  await signIn(await admin.createToken({ ttl: '3s', policies: ['default'] }));
  set(-hour);
  const renewed = async (): Promise<number> =>
    (await server.requests()).filter(({ path }) => path === 'auth/token/renew-self').length;
  await expect.poll(renewed, { timeout: 8_000, interval: 100 }).toBeGreaterThan(0);
});

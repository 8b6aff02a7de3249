import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type {
  CurrentSecret,
  SecretVault,
  WriteReceipt,
} from '../../../server/src/languageService/migration/secretVault.ts';
import type { SecretPath } from '../../../server/src/languageService/secretStore.ts';
import { StoreError } from '../../../server/src/languageService/storeError.ts';
import type { SignInResult } from '../../../server/src/protocol.ts';
import type { VaultConnection } from '../../../server/src/vault/connection.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import type { FaultProxy } from '../../support/faultProxy.ts';
import { isFullRun } from '../../support/fullRun.ts';
import { describeCluster } from './clusterWorld.ts';

const canary = createCanary();
const signal = (): AbortSignal => AbortSignal.timeout(60_000);
/** A kill takes some seconds: until another server is active, and until the killed one is back. */
const rounds = isFullRun ? 100 : 12;
const places = Array.from({ length: 40 }, (_, index) => `p/${String(index)}`);

/** What may be said of a path that is there while its server dies: that it is there, or that nobody knows. */
const honest = new Set(['exists', 'unreachable', 'not-checkable']);
/** How a write may fail that was or was not carried out. */
const unclear = new Set(['unreachable', 'timeout', 'server-error', 'bad-response']);

interface Write {
  readonly secret: SecretPath;
  readonly base: CurrentSecret;
  readonly values: ReadonlyMap<string, string>;
}

await describeCluster('a cluster', (world) => {
  describe('whose standbys pass nothing on', () => {
    /** A standby that answers 307 to what only the active server can do. */
    async function standby(): Promise<{ address: string; active: string }> {
      const { cluster, wayTo } = world();
      const { address: active } = await cluster.active();
      const address = cluster.nodes.find((node) => node.address !== active)?.address ?? '';
      const headers = { 'x-vault-no-request-forwarding': 'true' };
      const proxy = await wayTo({ address, caPem: cluster.caPem, headers });
      return { address: proxy.address, active };
    }
    const secretAt = (path: string): SecretPath => ({ mount: world().mount, path });
    const values = new Map([['k', canary.secret]]);
    const absent: CurrentSecret = { kind: 'absent', kvVersion: 2, cas: 0 };

    test('a write follows to an allowed active server, once', async () => {
      const { cluster, signedIn, admin, mount } = world();
      const { address, active } = await standby();
      const options = { allowedRedirects: [active], caBytes: cluster.caPem };
      const { vault } = await signedIn(address, options);
      const secret = secretAt('redirected');
      expect(await vault.writeKeys({ secret, base: absent, values }, signal())).toMatchObject({ version: 1 });
      const base = await vault.readVersion(secret, 1, signal());
      const more = new Map([['more', canary.secret]]);
      const change = { secret, base, values: more };
      expect(await vault.writeKeys(change, signal())).toMatchObject({ version: 2 });
      const all = { k: canary.secret, more: canary.secret };
      expect(await (await admin()).getSecret(mount, secret.path)).toEqual(all);
      await expect(vault.writeKeys(change, signal())).rejects.toMatchObject({ kind: 'conflict' });
    });

    test('a write is refused where the active server is not allowed; checks go on', async () => {
      const { signedIn, admin, mount } = world();
      const { address, active } = await standby();
      const connection = await signedIn(address);
      const secret = secretAt('refused');
      await expect(
        connection.vault.writeKeys({ secret, base: absent, values }, signal()),
      ).rejects.toMatchObject({ kind: 'redirect-refused', target: active });
      expect(await (await admin()).getSecret(mount, secret.path)).toBeUndefined();
      expect((await connection.store.describe(secret, signal())).kind).toBe('no-such-path');
    });

    test('a sign-in names the active server, and works once it is allowed', async () => {
      const { admin, cluster, connection } = world();
      const { address, active } = await standby();
      const own = await admin();
      await own.expectOk('POST', 'sys/auth/userpass', { type: 'userpass' });
      const { secret: password } = canary;
      await own.expectOk('POST', 'auth/userpass/users/ann', { password });
      const params = { method: 'userpass', address, username: 'ann', password } as const;
      // The standby learns of the new method a moment later.
      let refused: SignInResult | undefined;
      await expect
        .poll(async () => (refused = await connection().signIn(params)), { timeout: 20_000, interval: 200 })
        .toMatchObject({ ok: false, kind: 'redirect-refused', redirect: active });
      expectNoLeak(canary, refused);
      const options = { allowedRedirects: [active], caBytes: cluster.caPem };
      expect(await connection().signIn({ ...params, ...options })).toMatchObject({ ok: true });
    });
  });

  test('one server of it that dies and comes back is found again by itself', async () => {
    const { cluster, mount, admin, signedIn, kill, revive } = world();
    const { caPem: caBytes } = cluster;
    await (await admin()).putSecret(mount, 'app/db', { password: canary.secret });
    const active = await cluster.active();
    const connection = await signedIn(active.address, { caBytes });
    const look = async (path: string): Promise<string> =>
      (await connection.store.describe({ mount, path }, signal())).kind;
    expect(await look('app/db')).toBe('exists');
    await kill(active);
    expect(await look('app/other')).toBe('unreachable');
    expect(connection.status().kind).toBe('unreachable');
    await revive();
    await expect.poll(() => connection.status().kind, { timeout: 90_000, interval: 100 }).toBe('ok');
    expect(await look('app/db')).toBe('exists');
    expect(await look('app/other')).toBe('no-such-path');
  }, 180_000);

  describe('whose active server is killed again and again', () => {
    const ways = ['checks', 'a write', 'a write that is done', 'a change that is done'] as const;

    test(
      `it recovers by itself, loses nothing and writes nothing twice (${String(rounds)} times)`,
      async () => {
        const { cluster, mount, admin, balancer, signedIn, revive } = world();
        for (const path of places) await (await admin()).putSecret(mount, path, { k: 'v' });
        await (await admin()).putSecret(mount, 'grows', { theirs: 'kept' });
        const proxy = await balancer();
        const allowedRedirects = cluster.nodes.map(({ address }) => address);
        const connections = [
          await signedIn(proxy.address),
          await signedIn(proxy.address, { allowedRedirects, caBytes: cluster.caPem }),
        ] as const;
        const tally: Record<string, number> = {};
        for (let round = 0; round < rounds; round += 1) {
          const way = ways[round % ways.length] ?? 'checks';
          const connection = connections[Math.floor(round / ways.length) % 2 === 0 ? 0 : 1];
          const outcome = await struck(way, round, proxy, connection);
          tally[`${way}: ${outcome}`] = (tally[`${way}: ${outcome}`] ?? 0) + 1;
          await revive();
          for (const one of connections) await expectRecovered(one);
        }
        console.log(`The active server was killed ${String(rounds)} times during:`, tally);
        // The answer was on its way when the server died.
        const isDone = (key: string): boolean => key.includes('that is done: done');
        expect(Object.keys(tally).filter(isDone)).not.toEqual([]);
      },
      rounds * 60_000,
    );

    async function struck(
      way: (typeof ways)[number],
      round: number,
      proxy: FaultProxy,
      connection: VaultConnection,
    ): Promise<string> {
      const { mount, cluster, kill } = world();
      const active = await cluster.active();
      const act = (): Promise<void> => kill(active);
      if (way === 'checks') {
        const end = proxy.add({ kind: 'happening', when: 'meanwhile', act }, { path: /subkeys/u, times: 1 });
        connection.store.expire();
        const kinds = await look(connection);
        end();
        for (const kind of kinds) expect(honest).toContain(kind);
        return kinds.every((kind) => kind === 'exists') ? 'all answered' : 'some not checked';
      }
      const isChange = way === 'a change that is done';
      const secret = { mount, path: isChange ? 'grows' : `new/${String(round)}` };
      const base = await connection.vault.readCurrent(secret, signal());
      const values = new Map([[`k${String(round)}`, `${canary.secret}${String(round)}`]]);
      const when = way === 'a write' ? 'meanwhile' : 'after';
      const end = proxy.add(
        { kind: 'happening', when, act },
        { method: isChange ? 'PATCH' : 'POST', path: `${mount}/data/${secret.path}`, times: 1 },
      );
      const write = { secret, base, values };
      const outcome = await written(connection.vault, write);
      end();
      await world().revive();
      const isDone = await expectOnce(connection.vault, write, outcome);
      const told = 'version' in outcome ? 'done' : outcome.kind;
      return `${isDone ? 'done' : 'not done'}, told as ${told}`;
    }

    /** Once, whatever was told; the same write again changes nothing where it was done, which is answered. */
    async function expectOnce(
      vault: SecretVault,
      write: Write,
      outcome: WriteReceipt | StoreError,
    ): Promise<boolean> {
      const { secret, base, values } = write;
      const admin = await world().admin();
      const before = base.kind === 'present' ? base.version : 0;
      const kept = base.kind === 'present' ? base.data : {};
      const wanted = { ...kept, ...Object.fromEntries(values) };
      const current = async (): Promise<number> =>
        ((await admin.call('GET', `${secret.mount}/metadata/${secret.path}`)).json as Metadata).data
          ?.current_version ?? 0;
      const found = await current();
      if ('version' in outcome) {
        expect([outcome.version, found]).toEqual([before + 1, before + 1]);
      } else {
        // A server that knows of no active one names the one that was: nothing was done then.
        if (outcome.kind === 'redirect-refused') expect(found).toBe(before);
        else expect(unclear).toContain(outcome.kind);
        expectNoLeak({ ...canary, token: world().cluster.rootToken }, outcome);
        expect([before, before + 1]).toContain(found);
      }
      const again = await settled(vault, write);
      if (found === before) expect(again).toMatchObject({ version: before + 1 });
      else expect(again).toMatchObject({ kind: 'conflict' });
      expect(await current()).toBe(before + 1);
      expect(await admin.getSecret(secret.mount, secret.path)).toEqual(wanted);
      return found !== before;
    }

    /** A server that has just come back may not know yet how to pass a write on. */
    async function settled(vault: SecretVault, write: Write): Promise<WriteReceipt | StoreError> {
      const deadline = performance.now() + 30_000;
      for (;;) {
        const outcome = await written(vault, write);
        const isSettled = 'version' in outcome || outcome.kind === 'conflict';
        if (isSettled || performance.now() > deadline) return outcome;
        await delay(500);
      }
    }

    async function expectRecovered(connection: VaultConnection): Promise<void> {
      await expect.poll(() => connection.status().kind, { timeout: 60_000, interval: 100 }).toBe('ok');
      await expect
        .poll(async () => new Set(await look(connection)), { timeout: 30_000, interval: 500 })
        .toEqual(new Set(['exists']));
    }

    function look({ store }: VaultConnection): Promise<string[]> {
      const { mount } = world();
      return Promise.all(places.map(async (path) => (await store.describe({ mount, path }, signal())).kind));
    }
  });
});

interface Metadata {
  readonly data?: { readonly current_version: number };
}

/** The receipt, or the typed failure. @throws anything else. */
async function written(
  vault: SecretVault,
  { secret, base, values }: Write,
): Promise<WriteReceipt | StoreError> {
  try {
    return await vault.writeKeys({ secret, base, values }, signal());
  } catch (error) {
    if (error instanceof StoreError) return error;
    throw error;
  }
}

import { homedir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSecret } from '../../../server/src/languageService/migration/createSecret.ts';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { startCaptureHost } from '../../support/captureHost.ts';
import type { FaultProxy } from '../../support/faultProxy.ts';
import { startFaultProxy } from '../../support/faultProxy.ts';
import { startEmbedded, TestAdmin } from '../../support/vaultServers.ts';
import { wireFaults } from '../../support/wireFaults.ts';

/** Deadlines of the tests; the product's are 5 and 15 seconds. */
const transport = { connectTimeoutMs: 300, totalTimeoutMs: 600 };
const patience = 5_000;
const retryDelayMs = [10, 20] as const;
const canary = createCanary();
const signal = (): AbortSignal => AbortSignal.timeout(20_000);

describe('faults between client and server', () => {
  let vault: Awaited<ReturnType<typeof startEmbedded>>;
  let proxy: FaultProxy;
  let admin: TestAdmin;
  let mount: string;

  beforeAll(async () => {
    vault = await startEmbedded();
    admin = new TestAdmin(vault);
    proxy = await startFaultProxy(vault);
    mount = await admin.createMount(admin.uniqueName('kv'), 2);
    await admin.putSecret(mount, 'app/db', { password: canary.secret });
  });
  afterAll(async () => {
    await proxy.close();
    await vault.stop();
  });

  const open = () => {
    const connection = createVaultConnection({
      environment: {},
      homeDirectory: homedir(),
      now: () => Date.now(),
      userAgentVersion: '0.0.0-test',
      transport,
      patience: { retryDelayMs },
    });
    const params = { method: 'token', address: proxy.address, token: vault.rootToken } as const;
    return { connection, params, signIn: () => connection.signIn(params) };
  };

  test.each(wireFaults)('$name: a check says it is not checked, in time', async ({ fault }) => {
    const { connection, signIn } = open();
    expect(await signIn()).toMatchObject({ ok: true });
    const end = proxy.add(fault, { path: /subkeys/ });
    const started = Date.now();
    const status = await connection.store.describe({ mount, path: 'app/db' }, signal());
    end();
    expect(Date.now() - started).toBeLessThan(patience);
    expect(['unreachable', 'not-checkable']).toContain(status.kind);
    expectNoLeak({ ...canary, token: vault.rootToken }, status);
  });

  test.each(wireFaults)('$name: signing in fails in time and leaves nobody signed in', async ({ fault }) => {
    const { connection, signIn } = open();
    const end = proxy.add(fault);
    const started = Date.now();
    const result = await signIn();
    end();
    expect(Date.now() - started).toBeLessThan(patience);
    expect(result.ok).toBe(false);
    expect(connection.status().kind).toBe('signed-out');
    expectNoLeak({ ...canary, token: vault.rootToken }, result);
  });

  test.each(wireFaults)(
    '$name while writing: told as it is, and never written twice',
    async ({ name, fault }) => {
      const { connection, signIn } = open();
      expect(await signIn()).toMatchObject({ ok: true });
      const target = { mount, path: `w/${name.replaceAll(' ', '-')}`, key: 'k' };
      const end = proxy.add(fault, { method: 'POST', path: /\/data\// });
      const result = await createSecret(
        connection.vault,
        { target, value: canary.secret, kvV1RaceConfirmed: false },
        signal(),
      );
      end();
      const stored = await admin.getSecret(mount, target.path);
      expect(result.inVault).toBe(stored?.[target.key] === canary.secret);
      if (stored) expect(await admin.getSecret(mount, target.path, 2)).toBeUndefined();
      expectNoLeak({ ...canary, token: vault.rootToken }, result);
    },
  );

  test.each([301, 302, 307, 308] as const)('a redirect (%i) to another host gets no byte', async (status) => {
    const elsewhere = await startCaptureHost();
    const { connection, signIn } = open();
    expect(await signIn()).toMatchObject({ ok: true });
    const end = proxy.add({ kind: 'redirect', status, to: `${elsewhere.address}/v1/x` });
    expect((await connection.store.describe({ mount, path: 'app/db' }, signal())).kind).toBe('unreachable');
    const target = { mount, path: 'redirected', key: 'k' };
    const result = await createSecret(
      connection.vault,
      { target, value: canary.secret, kvV1RaceConfirmed: false },
      signal(),
    );
    end();
    expect(result.outcome).toBe('failed');
    expect(elsewhere.connections()).toBe(0);
    await elsewhere.close();
  });

  test('one redirect within the origin is followed, a second one is not', async () => {
    const { connection, signIn } = open();
    expect(await signIn()).toMatchObject({ ok: true });
    const to = `${proxy.address}/v1/${mount}/subkeys/app/db?depth=1`;
    proxy.add({ kind: 'redirect', status: 307, to }, { path: /subkeys\/one/, times: 1 });
    expect((await connection.store.describe({ mount, path: 'one' }, signal())).kind).toBe('exists');
    const loop = proxy.add({ kind: 'redirect', status: 307, to }, { path: /subkeys/ });
    expect((await connection.store.describe({ mount, path: 'two' }, signal())).kind).toBe('unreachable');
    loop();
  });

  test('an abort ends a hanging call at once', async () => {
    const { connection, signIn } = open();
    expect(await signIn()).toMatchObject({ ok: true });
    const end = proxy.add({ kind: 'hang' }, { path: /subkeys/ });
    const controller = new AbortController();
    const call = connection.store.describe({ mount, path: 'app/db' }, controller.signal);
    setTimeout(() => controller.abort(new Error('enough')), 20);
    const started = Date.now();
    await expect(call).rejects.toThrow('enough');
    expect(Date.now() - started).toBeLessThan(300);
    end();
  });

  test('after an outage other paths answer at once, and a refresh asks again', async () => {
    const { connection, signIn } = open();
    expect(await signIn()).toMatchObject({ ok: true });
    await proxy.pause();
    expect((await connection.store.describe({ mount, path: 'app/db' }, signal())).kind).toBe('unreachable');
    expect(connection.status().kind).toBe('unreachable');
    await proxy.resume();
    expect((await connection.store.describe({ mount, path: 'other' }, signal())).kind).toBe('unreachable');
    connection.store.expire();
    expect((await connection.store.describe({ mount, path: 'app/db' }, signal())).kind).toBe('exists');
    expect(connection.status().kind).toBe('ok');
  });

  test('a sealed server is told as sealed, and works again once unsealed', async () => {
    const { connection, signIn } = open();
    expect(await signIn()).toMatchObject({ ok: true });
    await admin.seal();
    expect((await connection.store.describe({ mount, path: 'app/db' }, signal())).kind).toBe('sealed');
    expect(connection.status().kind).toBe('sealed');
    await admin.unseal();
    connection.store.expire();
    expect((await connection.store.describe({ mount, path: 'app/db' }, signal())).kind).toBe('exists');
  });

  test('a token that was revoked is told apart from a missing permission', async () => {
    const token = await admin.createToken({});
    const { connection, params } = open();
    expect(await connection.signIn({ ...params, token })).toMatchObject({ ok: true });
    await admin.expectOk('POST', 'auth/token/revoke', { token });
    await connection.store.describe({ mount, path: 'app/db' }, signal());
    await expect.poll(() => connection.status().kind).toBe('token-invalid');
  });
});

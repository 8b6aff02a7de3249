import { beforeAll, describe, expect, test } from 'vitest';
import type { VaultConnection } from '../../../server/src/vault/connection.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { leastPrivilegePolicy } from '../../support/vaultServers.ts';
import { connect } from './connect.ts';

const signal = (): AbortSignal => AbortSignal.timeout(30_000);

await describeEachVault('checking references', (suite) => {
  const canary = createCanary();

  beforeAll(async () => {
    const { admin, mount, mountV1 } = suite();
    await admin.putSecret(mount, 'app/db', { password: canary.secret, username: 'app' });
    await admin.putSecret(mount, 'app/gone', { key: 'x' });
    await admin.expectOk('DELETE', `${mount}/data/app/gone`);
    await admin.putSecret(mount, 'other/x', { key: 'x' });
    await admin.expectOk('POST', `${mountV1}/old/db`, { password: canary.secret });
  });

  describe.each(['root', 'least privilege', 'no default policy'] as const)('with a %s token', (kind) => {
    let connection: VaultConnection;

    beforeAll(async () => {
      const { admin, vault, mount, mountV1 } = suite();
      const policy = `${leastPrivilegePolicy(mount, 'app')}path "${mountV1}/*" { capabilities = ["list"] }\n`;
      const token =
        kind === 'root'
          ? vault.rootToken
          : await admin.tokenWithPolicy(policy, { noDefaultPolicy: kind === 'no default policy' });
      connection = await connect(vault.address, token);
    });

    const describePath = (path: string, mount = suite().mount) =>
      connection.store.describe({ mount, path }, signal());

    test('names the keys of a secret and never its values', async () => {
      const status = await describePath('app/db');
      expect(status).toMatchObject({
        kind: 'exists',
        kvVersion: 2,
        keys: ['password', 'username'],
        version: 1,
      });
      expectNoLeak(canary, status, connection.store);
    });

    test('tells a path that does not exist, with its siblings', async () => {
      const status = await describePath('app/dbb');
      expect(status.kind).toBe('no-such-path');
      expect('siblings' in status && status.siblings).toContain('db');
    });

    test('tells a deleted version', async () => {
      expect(await describePath('app/gone')).toMatchObject({ kind: 'deleted-version', version: 1 });
    });

    test('checks a KV v1 path by its folder alone', async () => {
      const { mountV1 } = suite();
      expect(await describePath('old/db', mountV1)).toMatchObject({
        kind: 'exists',
        kvVersion: 1,
        keysUnknownBecause: 'KV v1',
      });
      expect(await describePath('old/none', mountV1)).toMatchObject({ kind: 'no-such-path' });
    });

    test('tells a mount that does not exist only when that is certain', async () => {
      const status = await describePath('a/b', 'no-such-mount-here');
      expect(status.kind).toBe(kind === 'root' ? 'no-such-mount' : 'denied');
    });

    test('lists a folder', async () => {
      const list = await connection.store.list(suite().mount, 'app', signal());
      expect(list).toEqual({ kind: 'listed', names: expect.arrayContaining(['db', 'gone']) as string[] });
    });

    if (kind !== 'root') {
      test('what is denied is told apart from what is missing', async () => {
        expect((await describePath('other/x')).kind).toBe('denied');
        expect((await describePath('other/y')).kind).toBe('denied');
      });
    }
  });

  test('a dead token is not signed in with, and the former connection stays', async () => {
    const { vault, mount } = suite();
    const connection = await connect(vault.address, vault.rootToken);
    const result = await connection.signIn({ method: 'token', address: vault.address, token: canary.token });
    expect(result).toMatchObject({ ok: false, kind: 'denied' });
    expectNoLeak(canary, result);
    expect((await connection.store.describe({ mount, path: 'app/db' }, signal())).kind).toBe('exists');
  });

  test('an unknown namespace is refused', async () => {
    const { vault } = suite();
    const connection = await connect(vault.address, vault.rootToken);
    const result = await connection.signIn({
      method: 'token',
      address: vault.address,
      token: vault.rootToken,
      namespace: 'nobody-made-this',
    });
    expect(result.ok).toBe(false);
  });

  test('a thousand references cost one request per path, one list per folder and two per mount; none reads data', async () => {
    const { vault, mount, admin } = suite();
    if (vault.kind === 'external') {
      console.log('skipped on an external server: its audit log is not ours to read');
      return;
    }
    const token = await admin.tokenWithPolicy(leastPrivilegePolicy(mount));
    const connection = await connect(vault.address, token);
    await vault.clearRequests();
    const paths = Array.from(
      { length: 200 },
      (_, index) => `many/folder${String(index % 10)}/missing${String(index)}`,
    );
    const references = Array.from({ length: 1000 }, (_, index) => paths[index % paths.length] ?? '');
    await Promise.all(references.map((path) => connection.store.describe({ mount, path }, signal())));
    const requests = await vault.requests();
    const count = (method: string, part: string): number =>
      requests.filter((request) => request.method === method && request.path.includes(part)).length;
    expect(count('GET', '/subkeys/')).toBe(200);
    expect(count('LIST', '/metadata/')).toBe(10);
    expect(requests.length - 210).toBeLessThanOrEqual(2);
    expect(requests.filter(({ path }) => path.includes('/data/'))).toEqual([]);
  });
});

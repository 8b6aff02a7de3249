import { expect, test } from 'vitest';
import type { SecretPath } from '../../../server/src/languageService/secretStore.ts';
import { compare } from '../../../server/src/inVault/comparison.ts';
import { createDigestKey, digestValue } from '../../../server/src/valueDigest.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { policyRule } from '../../support/vaultServers.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { connect } from '../store/connect.ts';

const signal = (): AbortSignal => AbortSignal.timeout(30_000);
const key = createDigestKey();

await describeEachVault('digests of values in Vault', (suite) => {
  /** A token that may read values below `app/` of the suite's KV v2 mount, and nothing else. */
  const reader = async () => {
    const { admin, vault, mount } = suite();
    const token = await admin.tokenWithPolicy(policyRule(`${mount}/data/app/*`, ['read']));
    const path: SecretPath = { mount, path: `app/${admin.uniqueName('s')}` };
    return { admin, mount, path, token, digests: (await connect(vault.address, token)).digests };
  };

  test('strings of 16 characters have one, under the right to read alone, and no value passes', async () => {
    const { admin, mount, path, token, digests } = await reader();
    const { secret } = createCanary();
    await admin.putSecret(mount, path.path, {
      long: secret,
      constructor: `${secret}-2`,
      short: 'fifteen-letters',
      number: 1234567890123456,
      nested: { inner: secret },
      list: [secret],
      nothing: null,
    });
    const answer = await digests.read(path, key, signal());
    expect(answer).toEqual({
      kind: 'read',
      selfDeletes: false,
      digests: expect.arrayContaining([
        { key: 'long', digest: digestValue(key, secret) },
        { key: 'constructor', digest: digestValue(key, `${secret}-2`) },
      ]) as unknown,
    });
    expect(answer.kind === 'read' && answer.digests).toHaveLength(2);
    expectNoLeak({ secret, token }, answer, digests);
  });

  test('what is not read is told apart', async () => {
    const { admin, mount, digests } = await reader();
    const { mountV1 } = suite();
    const gone = `app/${admin.uniqueName('gone')}`;
    await admin.putSecret(mount, gone, { k: 'made-up-value-made-up' });
    await admin.expectOk('DELETE', `${mount}/data/${gone}`);
    const kind = async (path: SecretPath): Promise<string> => (await digests.read(path, key, signal())).kind;
    expect(await kind({ mount, path: `app/${admin.uniqueName('none')}` })).toBe('not-found');
    expect(await kind({ mount, path: gone })).toBe('deleted');
    expect(await kind({ mount, path: 'elsewhere/x' })).toBe('denied');
    expect(await kind({ mount: mountV1, path: 'x' })).toBe('denied');
    expect(await kind({ mount, path: 'app/../x' })).toBe('failed');
  });

  test('KV v1 is read too, another engine is not', async () => {
    const { admin, vault, mountV1 } = suite();
    const { digests } = await connect(vault.address, vault.rootToken);
    const path = { mount: mountV1, path: admin.uniqueName('v1') };
    const { secret } = createCanary();
    await admin.expectOk('POST', `${path.mount}/${path.path}`, { k: secret });
    expect(await digests.read(path, key, signal())).toEqual({
      kind: 'read',
      selfDeletes: false,
      digests: [{ key: 'k', digest: digestValue(key, secret) }],
    });
    const absent = { mount: mountV1, path: admin.uniqueName('none') };
    expect((await digests.read(absent, key, signal())).kind).toBe('not-found');
    expect((await digests.read({ mount: 'cubbyhole', path: 'a' }, key, signal())).kind).toBe('not-kv');
    expect((await digests.read({ mount: 'none', path: 'a' }, key, signal())).kind).toBe('not-found');
  });

  test('a version that will delete itself says so', async () => {
    const { admin, vault } = suite();
    const { digests } = await connect(vault.address, vault.rootToken);
    const mount = await admin.createMount();
    await admin.expectOk('POST', `${mount}/config`, { delete_version_after: '1h' });
    await admin.putSecret(mount, 'app/later', { k: 'made-up-value-made-up' });
    expect(await digests.read({ mount, path: 'app/later' }, key, signal())).toMatchObject({
      selfDeletes: true,
    });
  });

  test('a comparison reads the planned paths once and nothing else', async () => {
    const { admin, mount, path, digests } = await reader();
    const { vault } = suite();
    const { secret } = createCanary();
    const other = `${path.path}-other`;
    await admin.putSecret(mount, path.path, { password: secret });
    await admin.putSecret(mount, other, { password: secret });
    if (vault.kind !== 'external') await vault.clearRequests();
    const place = { origin: vault.address, namespace: '' };
    const paths = [path, { mount, path: 'elsewhere/x' }, { mount, path: 'app/none' }];
    const wanted = new Set([digestValue(key, secret)]);
    const result = await compare(digests, { place, paths, wanted, key }, signal());
    expect([...result.matches.values()]).toEqual([[{ ...path, key: 'password' }]]);
    expect(result.unread).toEqual(
      new Map([
        ['denied', 1],
        ['not-found', 1],
      ]),
    );
    if (vault.kind === 'external') return;
    const requests = (await vault.requests()).filter(({ path: asked }) => !asked.startsWith('sys/'));
    expect(requests.map(({ method, path: asked }) => `${method} ${asked}`).sort()).toEqual(
      paths.map((planned) => `GET ${mount}/data/${planned.path}`).sort(),
    );
  });

  test('signed out nothing is read', async () => {
    const { vault } = suite();
    const connection = await connect(vault.address, vault.rootToken);
    connection.signOut();
    expect((await connection.digests.read({ mount: 'secret', path: 'a' }, key, signal())).kind).toBe(
      'not-signed-in',
    );
    expect(connection.digests.origin).toBeUndefined();
  });
});

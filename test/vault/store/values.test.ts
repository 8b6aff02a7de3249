import { expect, test } from 'vitest';
import { createSecret } from '../../../server/src/languageService/migration/createSecret.ts';
import type { SecretPath } from '../../../server/src/languageService/secretStore.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { leastPrivilegePolicy } from '../../support/vaultServers.ts';
import { connect } from './connect.ts';

const signal = (): AbortSignal => AbortSignal.timeout(30_000);

await describeEachVault('writing values under the least privilege', (suite) => {
  const setUp = async () => {
    const { admin, vault, mount } = suite();
    const token = await admin.tokenWithPolicy(leastPrivilegePolicy(mount, 'app'));
    const path: SecretPath = { mount, path: `app/${admin.uniqueName('s')}` };
    return { admin, mount, path, connection: await connect(vault.address, token) };
  };

  test('an absent path is created with one key', async () => {
    const { connection, path, admin, mount } = await setUp();
    const base = await connection.vault.readCurrent(path, signal());
    expect(base).toEqual({ kind: 'absent', kvVersion: 2, cas: 0 });
    const receipt = await connection.vault.writeKeys(
      { secret: path, values: new Map([['k', 'v']]), base },
      signal(),
    );
    expect(receipt).toMatchObject({ version: 1, deletionTime: '' });
    expect(await admin.getSecret(mount, path.path)).toEqual({ k: 'v' });
  });

  test('a key is added and every other key kept', async () => {
    const { connection, path, admin, mount } = await setUp();
    await admin.putSecret(mount, path.path, { old: 'kept', nested: { a: [1, null] } });
    const base = await connection.vault.readCurrent(path, signal());
    await connection.vault.writeKeys({ secret: path, values: new Map([['k', 'v']]), base }, signal());
    expect(await admin.getSecret(mount, path.path)).toEqual({
      old: 'kept',
      nested: { a: [1, null] },
      k: 'v',
    });
  });

  test('without the right to patch, a key is added by reading and writing with cas', async () => {
    const { admin, vault, mount } = suite();
    const policy = `path "${mount}/data/app/*" { capabilities = ["create", "read", "update"] }\n`;
    const connection = await connect(vault.address, await admin.tokenWithPolicy(policy));
    const path = { mount, path: `app/${admin.uniqueName('nopatch')}` };
    await admin.putSecret(mount, path.path, { old: 'kept' });
    const base = await connection.vault.readCurrent(path, signal());
    await connection.vault.writeKeys({ secret: path, values: new Map([['k', 'v']]), base }, signal());
    expect(await admin.getSecret(mount, path.path)).toEqual({ old: 'kept', k: 'v' });
  });

  test('a write on a stale base is a conflict and changes nothing', async () => {
    const { connection, path, admin, mount } = await setUp();
    const absent = await connection.vault.readCurrent(path, signal());
    await admin.putSecret(mount, path.path, { theirs: '1' });
    const write = connection.vault.writeKeys(
      { secret: path, values: new Map([['k', 'v']]), base: absent },
      signal(),
    );
    await expect(write).rejects.toMatchObject({ kind: 'conflict' });
    const present = await connection.vault.readCurrent(path, signal());
    await admin.putSecret(mount, path.path, { theirs: '2' });
    const second = connection.vault.writeKeys(
      { secret: path, values: new Map([['k', 'v']]), base: present },
      signal(),
    );
    await expect(second).rejects.toMatchObject({ kind: 'conflict' });
    expect(await admin.getSecret(mount, path.path)).toEqual({ theirs: '2' });
  });

  test('a path deleted and made again is not taken for the old one', async () => {
    const { connection, path, admin, mount } = await setUp();
    await admin.putSecret(mount, path.path, { theirs: '1' });
    const base = await connection.vault.readCurrent(path, signal());
    await admin.expectOk('DELETE', `${mount}/metadata/${path.path}`);
    await admin.putSecret(mount, path.path, { others: '1' });
    const write = connection.vault.writeKeys({ secret: path, values: new Map([['k', 'v']]), base }, signal());
    await expect(write).rejects.toMatchObject({ kind: 'conflict' });
    expect(await admin.getSecret(mount, path.path)).toEqual({ others: '1' });
  });

  test('a soft-deleted path is written above the deleted version', async () => {
    const { connection, path, admin, mount } = await setUp();
    await admin.putSecret(mount, path.path, { theirs: '1' });
    await admin.expectOk('DELETE', `${mount}/data/${path.path}`);
    const base = await connection.vault.readCurrent(path, signal());
    expect(base).toEqual({ kind: 'absent', kvVersion: 2, cas: 1 });
    expect(
      await connection.vault.writeKeys({ secret: path, values: new Map([['k', 'v']]), base }, signal()),
    ).toMatchObject({ version: 2 });
  });

  test('of two writers at once, exactly one creates the key', async () => {
    const { connection, path, admin, mount } = await setUp();
    const create = (value: string) =>
      createSecret(
        connection.vault,
        { target: { ...path, key: 'k' }, value, kvV1RaceConfirmed: false },
        signal(),
      );
    const results = await Promise.all([create('one'), create('two')]);
    const created = results.filter(({ outcome }) => outcome === 'created');
    expect(created).toHaveLength(1);
    const winner = results[0].outcome === 'created' ? 'one' : 'two';
    expect(await admin.getSecret(mount, path.path)).toEqual({ k: winner });
  });

  test('a denied write says so without the value', async () => {
    const { connection, mount } = await setUp();
    const canary = createCanary();
    const target = { mount, path: 'elsewhere/x', key: 'k' };
    const result = await createSecret(
      connection.vault,
      { target, value: canary.secret, kvV1RaceConfirmed: false },
      signal(),
    );
    expect(result.outcome).toBe('failed');
    expect(result.inVault).toBe(false);
    expectNoLeak(canary, result);
  });

  test('KV v1 is written only where nothing is', async () => {
    const { vault, mountV1, admin } = suite();
    const connection = await connect(vault.address, vault.rootToken);
    const secret = { mount: mountV1, path: admin.uniqueName('v1') };
    const base = await connection.vault.readCurrent(secret, signal());
    await connection.vault.writeKeys({ secret, values: new Map([['k', 'v']]), base }, signal());
    const again = connection.vault.writeKeys({ secret, values: new Map([['k', 'other']]), base }, signal());
    await expect(again).rejects.toMatchObject({ kind: 'conflict' });
    expect(await connection.vault.readCurrent(secret, signal())).toMatchObject({
      kind: 'present',
      data: { k: 'v' },
    });
  });
});

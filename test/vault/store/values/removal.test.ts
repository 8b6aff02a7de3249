import { describe, expect, test } from 'vitest';
import { policyRule } from '../../../support/vaultServers.ts';
import { describeEachVault } from '../../../support/vaultSuite.ts';
import { expectRefused, portWorld, signal } from './portWorld.ts';

await describeEachVault('taking keys out', (suite) => {
  describe.each(['with PATCH', 'without the right to PATCH'])('%s', (kind) => {
    const world = (): ReturnType<typeof portWorld> => {
      const rule = policyRule(`${suite().mount}/data/app/*`, ['create', 'read', 'update']);
      return kind === 'with PATCH' ? portWorld(suite()) : portWorld(suite(), rule);
    };

    test('takes out what is named and keeps all else', async () => {
      const { vault, admin, mount, path, base } = await world();
      const theirs = JSON.parse('{"theirs":"kept","__proto__":"kept","nested":{"a":null}}') as object;
      await admin.putSecret(mount, path.path, { ...theirs, ours: '1', constructor: '2' });
      const keys = ['ours', 'constructor'];
      const receipt = await vault.removeKeys({ secret: path, keys, base: await base() }, signal());
      expect(receipt).toMatchObject({ version: 2 });
      const left = await admin.getSecret(mount, path.path);
      expect(Object.entries(left ?? {}).sort()).toEqual(Object.entries(theirs).sort());
      // The version before still has them, so nothing is lost.
      expect(await admin.getSecret(mount, path.path, 1)).toMatchObject({ ours: '1' });
    });

    test('the last key leaves an empty version', async () => {
      const { vault, admin, mount, path, base } = await world();
      await admin.putSecret(mount, path.path, { ours: '1' });
      await vault.removeKeys({ secret: path, keys: ['ours'], base: await base() }, signal());
      expect(await base()).toMatchObject({ version: 2, data: {} });
    });

    test.each(['written', 'deleted', 'made again'])('a path %s meanwhile is left alone', async (act) => {
      const { vault, admin, mount, path, base } = await world();
      await admin.putSecret(mount, path.path, { ours: '1' });
      const old = await base();
      if (act === 'deleted') await admin.expectOk('DELETE', `${mount}/data/${path.path}`);
      if (act === 'made again') await admin.expectOk('DELETE', `${mount}/metadata/${path.path}`);
      if (act !== 'deleted') await admin.putSecret(mount, path.path, { ours: 'theirs now' });
      const before = await vault.readCurrent(path, signal());
      await expectRefused(
        vault.removeKeys({ secret: path, keys: ['ours'], base: old }, signal()),
        'conflict',
      );
      expect(await vault.readCurrent(path, signal())).toEqual(before);
    });

    test('a number that is not exact is not written beside', async () => {
      const { vault, admin, mount, path, base } = await world();
      await admin.putSecret(mount, path.path, { ours: '1', big: 2 ** 60 });
      const call = vault.removeKeys({ secret: path, keys: ['ours'], base: await base() }, signal());
      await expectRefused(call, 'unsafe-number');
    });
  });

  test('a key that the base has not is not taken out, nor the others with it', async () => {
    const { vault, admin, mount, path, base } = await portWorld(suite());
    await admin.putSecret(mount, path.path, { ours: '1' });
    const old = await base();
    for (const key of ['other', 'toString', '__proto__']) {
      const call = vault.removeKeys({ secret: path, keys: ['ours', key], base: old }, signal());
      await expectRefused(call, 'conflict');
    }
    expect(await base()).toEqual(old);
  });

  test('KV v1: no key is taken out', async () => {
    const { vault, admin } = await portWorld(suite(), 'root');
    const secret = { mount: suite().mountV1, path: admin.uniqueName('keys') };
    await admin.expectOk('POST', `${secret.mount}/${secret.path}`, { ours: '1' });
    const base = await vault.readCurrent(secret, signal());
    if (base.kind === 'absent') throw new Error('not written');
    await expectRefused(vault.removeKeys({ secret, keys: ['ours'], base }, signal()), 'conflict');
    expect(await vault.readCurrent(secret, signal())).toEqual(base);
  });
});

await describeEachVault('deleting a version', (suite) => {
  test('hides exactly that version, for a token that may do no more', async () => {
    const { vault, admin, mount, path } = await portWorld(suite());
    await admin.putSecret(mount, path.path, { theirs: '1' });
    await admin.putSecret(mount, path.path, { theirs: '2' });
    await vault.deleteVersion(path, 1, signal());
    expect(await vault.readCurrent(path, signal())).toMatchObject({ kind: 'present', version: 2 });
    expect(await vault.readVersion(path, 1, signal())).toEqual({ kind: 'absent', kvVersion: 2, cas: 1 });
    await vault.deleteVersion(path, 2, signal());
    expect(await vault.readCurrent(path, signal())).toEqual({ kind: 'absent', kvVersion: 2, cas: 2 });
    await admin.expectOk('POST', `${mount}/undelete/${path.path}`, { versions: [2] });
    expect(await vault.readCurrent(path, signal())).toMatchObject({ data: { theirs: '2' } });
  });

  test('the answer is the same where there is nothing', async () => {
    const { vault, admin, mount, path } = await portWorld(suite());
    await vault.deleteVersion(path, 1, signal());
    await admin.putSecret(mount, path.path, { theirs: '1' });
    await vault.deleteVersion(path, 7, signal());
    expect(await admin.getSecret(mount, path.path)).toEqual({ theirs: '1' });
  });

  test.each([0, -1, 1.5, Number.NaN])('%d is no version, and nothing is asked', async (version) => {
    const { vault, admin, mount, path } = await portWorld(suite());
    await admin.putSecret(mount, path.path, { theirs: '1' });
    await expectRefused(vault.deleteVersion(path, version, signal()), 'conflict');
    expect(await admin.getSecret(mount, path.path)).toEqual({ theirs: '1' });
  });

  test('without the right it is denied', async () => {
    const rule = policyRule(`${suite().mount}/data/app/*`, ['create', 'read', 'update', 'patch']);
    const { vault, admin, mount, path } = await portWorld(suite(), rule);
    await admin.putSecret(mount, path.path, { theirs: '1' });
    await expectRefused(vault.deleteVersion(path, 1, signal()), 'denied');
    expect(await admin.getSecret(mount, path.path)).toEqual({ theirs: '1' });
  });

  test('KV v1: the path is gone', async () => {
    const { vault, admin } = await portWorld(suite(), 'root');
    const secret = { mount: suite().mountV1, path: admin.uniqueName('gone') };
    await admin.expectOk('POST', `${secret.mount}/${secret.path}`, { ours: '1' });
    await vault.deleteVersion(secret, 0, signal());
    expect(await vault.readCurrent(secret, signal())).toMatchObject({ kind: 'absent', kvVersion: 1 });
  });
});

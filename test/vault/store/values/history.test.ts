import { expect, test } from 'vitest';
import { policyRule } from '../../../support/vaultServers.ts';
import { describeEachVault } from '../../../support/vaultSuite.ts';
import { portWorld, signal } from './portWorld.ts';

await describeEachVault('the history of a path', (suite) => {
  test('tells versions, settings and notes, and no value', async () => {
    const { vault, admin, mount, path } = await portWorld(suite());
    const custom = JSON.parse('{"owner":"team","__proto__":"odd","constructor":"odd"}') as object;
    const settings = { max_versions: 3, delete_version_after: '90m', custom_metadata: custom };
    await admin.expectOk('POST', `${mount}/metadata/${path.path}`, settings);
    for (const number of [1, 2, 3, 4]) await admin.putSecret(mount, path.path, { k: `v${number}` });
    await admin.expectOk('POST', `${mount}/delete/${path.path}`, { versions: [2] });
    await admin.expectOk('POST', `${mount}/destroy/${path.path}`, { versions: [3] });
    const history = await vault.history(path, signal());
    if (history.kind !== 'known') throw new Error('not known');
    expect(history).toMatchObject({ currentVersion: 4, maxVersions: 3, deleteVersionAfter: '1h30m0s' });
    expect([...history.customMetadata].sort()).toEqual(Object.entries(custom).sort());
    // The oldest was purged.
    expect([...history.versions.keys()].sort()).toEqual([2, 3, 4]);
    const current = await vault.readCurrent(path, signal());
    if (current.kind !== 'present') throw new Error('not present');
    const { createdTime, deletionTime } = current;
    expect(history.versions.get(4)).toEqual({ createdTime, deletionTime, isDestroyed: false });
    expect(Date.parse(history.versions.get(2)?.deletionTime ?? '')).toBeLessThanOrEqual(Date.now() + 1_000);
    expect(history.versions.get(3)?.isDestroyed).toBe(true);
  });

  test('of a path made again, the times differ though the numbers are the same', async () => {
    const { vault, admin, mount, path } = await portWorld(suite());
    const histories = [];
    for (const value of ['1', '2']) {
      await admin.putSecret(mount, path.path, { k: value });
      histories.push(await vault.history(path, signal()));
      await admin.expectOk('DELETE', `${mount}/metadata/${path.path}`);
    }
    const [one, two] = histories;
    if (one?.kind !== 'known' || two?.kind !== 'known') throw new Error('not known');
    expect(one.currentVersion).toBe(two.currentVersion);
    expect(one.versions.get(1)?.createdTime).not.toBe(two.versions.get(1)?.createdTime);
  });

  test('a path with metadata alone has no version', async () => {
    const { vault, admin, mount, path } = await portWorld(suite());
    await admin.expectOk('POST', `${mount}/metadata/${path.path}`, { max_versions: 1 });
    const history = await vault.history(path, signal());
    expect(history).toMatchObject({ kind: 'known', currentVersion: 0, maxVersions: 1, versions: new Map() });
  });

  test('none where nothing is, hidden where it may not be seen', async () => {
    const { vault, mount, path } = await portWorld(suite());
    expect(await vault.history(path, signal())).toEqual({ kind: 'none' });
    const elsewhere = { mount, path: 'elsewhere/x' };
    expect(await vault.history(elsewhere, signal())).toEqual({ kind: 'hidden' });
  });

  test('KV v1 has none, and no secret below `metadata/` is read for it', async () => {
    const { vault, admin } = await portWorld(suite(), 'root');
    const secret = { mount: suite().mountV1, path: admin.uniqueName('v1') };
    await admin.expectOk('POST', `${secret.mount}/metadata/${secret.path}`, { current_version: '1' });
    expect(await vault.history(secret, signal())).toEqual({ kind: 'none' });
  });
});

await describeEachVault('what a mount keeps', (suite) => {
  test.each([
    [
      { max_versions: 0, delete_version_after: '0s' },
      { maxVersions: 10, deleteVersionAfter: '' },
    ],
    [
      { max_versions: 1, delete_version_after: '30s' },
      { maxVersions: 1, deleteVersionAfter: '30s' },
    ],
    // A negative lifetime forbids any, whatever a path says.
    [
      { max_versions: 25, delete_version_after: '-1s' },
      { maxVersions: 25, deleteVersionAfter: '' },
    ],
  ])('%j', async (settings, told) => {
    const { vault, admin, mount } = await portWorld(suite());
    await admin.expectOk('POST', `${mount}/config`, settings);
    const info = await vault.mountInfo(mount, signal());
    await admin.expectOk('POST', `${mount}/config`, { max_versions: 0, delete_version_after: '0s' });
    expect(info).toEqual({ kvVersion: 2, ...told });
  });

  test('is not known to a token that may not see it', async () => {
    const { vault, mount } = await portWorld(suite(), policyRule(`${suite().mount}/data/app/*`, ['read']));
    const hidden = { deleteVersionAfter: undefined, maxVersions: undefined };
    expect(await vault.mountInfo(mount, signal())).toEqual({ kvVersion: 2, ...hidden });
  });

  test('KV v1: one state, without an end', async () => {
    const { vault } = await portWorld(suite(), 'root');
    const info = { kvVersion: 1, deleteVersionAfter: '', maxVersions: 1 };
    expect(await vault.mountInfo(suite().mountV1, signal())).toEqual(info);
  });
});

import { describe, expect, test } from 'vitest';
import { policyRule } from '../../../support/vaultServers.ts';
import { describeEachVault } from '../../../support/vaultSuite.ts';
import { expectRefused, portWorld, signal } from './portWorld.ts';

const values = new Map([
  ['one', '1'],
  ['two', 'line\nbreak "quoted" 密'],
  ['__proto__', 'no prototype'],
  ['constructor', 'no constructor'],
]);
/** By entries: an object literal with `__proto__` would set the prototype. */
const stored = (more: Readonly<Record<string, unknown>> = {}): [string, unknown][] =>
  [...Object.entries(more), ...values].sort();
const entriesOf = (data: object | undefined): [string, unknown][] => Object.entries(data ?? {}).sort();

await describeEachVault('writing many keys at once', (suite) => {
  test('an absent path gets all of them in its first version', async () => {
    const { vault, admin, mount, path } = await portWorld(suite());
    const base = await vault.readCurrent(path, signal());
    expect(await vault.writeKeys({ secret: path, values, base }, signal())).toMatchObject({ version: 1 });
    expect(entriesOf(await admin.getSecret(mount, path.path))).toEqual(stored());
  });

  describe.each(['with PATCH', 'without the right to PATCH'])('%s', (kind) => {
    const world = (): ReturnType<typeof portWorld> => {
      const rule = policyRule(`${suite().mount}/data/app/*`, ['create', 'read', 'update']);
      return kind === 'with PATCH' ? portWorld(suite()) : portWorld(suite(), rule);
    };

    test('a present path gets all of them in one version, beside its own', async () => {
      const { vault, admin, mount, path, base } = await world();
      const theirs = { theirs: 'kept', nested: { null: null, list: [1.5, { a: 'b' }] }, number: 2 };
      await admin.putSecret(mount, path.path, theirs);
      const receipt = await vault.writeKeys({ secret: path, values, base: await base() }, signal());
      expect(receipt).toMatchObject({ version: 2, deletionTime: '' });
      expect(entriesOf(await admin.getSecret(mount, path.path))).toEqual(stored(theirs));
    });

    test('a path made again with the same version number is left alone', async () => {
      const { vault, admin, mount, path, base } = await world();
      await admin.putSecret(mount, path.path, { theirs: '1' });
      const old = await base();
      await admin.expectOk('DELETE', `${mount}/metadata/${path.path}`);
      await admin.putSecret(mount, path.path, { others: '1' });
      expect((await base()).version).toBe(old.version);
      await expectRefused(vault.writeKeys({ secret: path, values, base: old }, signal()), 'conflict');
      expect(await admin.getSecret(mount, path.path)).toEqual({ others: '1' });
    });

    test('a path deleted meanwhile is left deleted', async () => {
      const { vault, admin, mount, path, base } = await world();
      await admin.putSecret(mount, path.path, { theirs: '1' });
      const old = await base();
      await admin.expectOk('DELETE', `${mount}/data/${path.path}`);
      await expectRefused(vault.writeKeys({ secret: path, values, base: old }, signal()), 'conflict');
      expect(await admin.getSecret(mount, path.path)).toBeUndefined();
    });

    test('a number that is not exact is not written beside', async () => {
      const { vault, admin, mount, path, base } = await world();
      await admin.putSecret(mount, path.path, { deep: [{ big: 2 ** 60 }] });
      await expectRefused(
        vault.writeKeys({ secret: path, values, base: await base() }, signal()),
        'unsafe-number',
      );
      expect(await admin.getSecret(mount, path.path, 2)).toBeUndefined();
    });
  });

  test('a path with metadata alone is written as a new one', async () => {
    const { vault, admin, mount, path } = await portWorld(suite());
    await admin.expectOk('POST', `${mount}/metadata/${path.path}`, { custom_metadata: { owner: 'team' } });
    const base = await vault.readCurrent(path, signal());
    expect(base).toEqual({ kind: 'absent', kvVersion: 2, cas: 0 });
    await vault.writeKeys({ secret: path, values, base }, signal());
    expect(await vault.history(path, signal())).toMatchObject({
      customMetadata: new Map([['owner', 'team']]),
    });
  });

  test('above a deleted version, nothing of it comes back', async () => {
    const { vault, admin, mount, path } = await portWorld(suite());
    await admin.putSecret(mount, path.path, { theirs: 'deleted on purpose' });
    await admin.expectOk('DELETE', `${mount}/data/${path.path}`);
    const base = await vault.readCurrent(path, signal());
    expect(await vault.writeKeys({ secret: path, values, base }, signal())).toMatchObject({ version: 2 });
    expect(entriesOf(await admin.getSecret(mount, path.path))).toEqual(stored());
    expect(await admin.getSecret(mount, path.path, 1)).toBeUndefined();
  });

  test('400 keys or close to 512 KiB go at once; more is not sent', async () => {
    const { vault, admin, mount, path } = await portWorld(suite());
    const base = await vault.readCurrent(path, signal());
    const many = (count: number): Map<string, string> =>
      new Map(Array.from({ length: count }, (_, index) => [`key${index}`, 'v']));
    const large = (bytes: number): Map<string, string> => new Map([['k', 'x'.repeat(bytes)]]);
    for (const tooMuch of [many(401), large(512 * 1024)]) {
      await expectRefused(vault.writeKeys({ secret: path, values: tooMuch, base }, signal()), 'too-large');
    }
    expect(await vault.readCurrent(path, signal())).toEqual(base);
    await vault.writeKeys({ secret: path, values: many(400), base }, signal());
    expect(Object.keys((await admin.getSecret(mount, path.path)) ?? {})).toHaveLength(400);
    const other = { mount, path: `${path.path}-large` };
    await vault.writeKeys({ secret: other, values: large(512 * 1024 - 100), base }, signal());
    expect(await vault.readVersion(other, 1, signal())).toMatchObject({ kind: 'present' });
  });

  test.each(['mount', 'path'])('a lifetime of the %s is told by the answer', async (where) => {
    const { vault, admin, mount, path } = await portWorld(suite());
    const settings = { delete_version_after: '1h' };
    if (where === 'mount') await admin.expectOk('POST', `${mount}/config`, settings);
    else await admin.expectOk('POST', `${mount}/metadata/${path.path}`, settings);
    const info = await vault.mountInfo(mount, signal());
    const base = await vault.readCurrent(path, signal());
    const receipt = await vault.writeKeys({ secret: path, values, base }, signal());
    await admin.expectOk('POST', `${mount}/config`, { delete_version_after: '0s' });
    expect(info.deleteVersionAfter).toBe(where === 'mount' ? '1h0m0s' : '');
    expect(Date.parse(receipt.deletionTime)).toBeGreaterThan(Date.now());
    const history = await vault.history(path, signal());
    // Under the mount's a path has none of its own.
    expect(history).toMatchObject({ deleteVersionAfter: where === 'mount' ? '' : '1h0m0s' });
  });

  test('KV v1: all keys into an absent path, none into one that is there', async () => {
    const { vault, admin } = await portWorld(suite(), 'root');
    const secret = { mount: suite().mountV1, path: admin.uniqueName('many') };
    const base = await vault.readCurrent(secret, signal());
    await vault.writeKeys({ secret, values, base }, signal());
    const present = await vault.readCurrent(secret, signal());
    expect(present.kind === 'present' && entriesOf(present.data)).toEqual(stored());
    const more = new Map([['three', '3']]);
    for (const stale of [base, present]) {
      await expectRefused(vault.writeKeys({ secret, values: more, base: stale }, signal()), 'conflict');
    }
  });
});

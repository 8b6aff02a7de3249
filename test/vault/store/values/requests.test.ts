import { describe, expect, test } from 'vitest';
import type { SecretPath } from '../../../../server/src/languageService/secretStore.ts';
import type { AuditedRequest } from '../../../support/testVault.ts';
import { leastPrivilegePolicy, policyRule } from '../../../support/vaultServers.ts';
import { describeEachVault } from '../../../support/vaultSuite.ts';
import { connect } from '../connect.ts';
import { portWorld, type PortWorld, signal } from './portWorld.ts';

const values = new Map([
  ['one', '1'],
  ['two', '2'],
]);
const PATHS = 12;

await describeEachVault('requests of a run', (suite) => {
  const isOurs = (): boolean => {
    const isLogged = suite().vault.kind !== 'external';
    if (!isLogged) console.log('skipped on an external server: its audit log is not ours to read');
    return isLogged;
  };

  const requestsOf = async (run: () => Promise<unknown>): Promise<readonly AuditedRequest[]> => {
    await suite().vault.clearRequests();
    await run();
    return suite().vault.requests();
  };

  const paths = ({ mount, path }: PortWorld): readonly SecretPath[] =>
    Array.from({ length: PATHS }, (_, index) => ({ mount, path: `${path.path}/${index}` }));

  const moveTo = async ({ vault }: PortWorld, secret: SecretPath): Promise<void> => {
    const base = await vault.readCurrent(secret, signal());
    if (base.kind === 'present') await vault.history(secret, signal());
    const receipt = await vault.writeKeys({ secret, values, base }, signal());
    await vault.readVersion(secret, receipt.version, signal());
    if (base.kind === 'absent') await vault.readCurrent(secret, signal());
  };

  /** Known rights, as a preflight asks for them, or not. */
  const patching = ['with PATCH', 'without, as rights tell', 'without, as the first path tells'] as const;

  describe.each(patching)('%s', (kind) => {
    const world = (): Promise<PortWorld> => {
      const { mount } = suite();
      const least = leastPrivilegePolicy(mount, 'app');
      return portWorld(suite(), kind === 'with PATCH' ? least : least.replace(',"patch"', ''));
    };

    test('a new path costs four, and the mount two', async () => {
      if (!isOurs()) return;
      const w = await world();
      const requests = await requestsOf(async () => {
        await w.vault.mountInfo(w.mount, signal());
        for (const secret of paths(w)) await moveTo(w, secret);
      });
      expect(requests).toHaveLength(2 + 4 * PATHS);
      expect(requests.filter(({ path }) => path.startsWith('sys/'))).toHaveLength(1);
    });

    test('an existing path costs five', async () => {
      if (!isOurs()) return;
      const w = await world();
      for (const { path } of paths(w)) await w.admin.putSecret(w.mount, path, { theirs: 'kept' });
      if (kind === 'without, as rights tell') await w.vault.rights(paths(w), signal());
      const requests = await requestsOf(async () => {
        await w.vault.mountInfo(w.mount, signal());
        for (const secret of paths(w)) await moveTo(w, secret);
      });
      // The first path of a folder where PATCH is refused costs two more.
      const learning = kind === 'without, as the first path tells' ? 2 : 0;
      const mounts = kind === 'without, as rights tell' ? 1 : 2;
      expect(requests).toHaveLength(mounts + 5 * PATHS + learning);
      for (const { path } of paths(w)) {
        expect(await w.admin.getSecret(w.mount, path)).toEqual({ theirs: 'kept', one: '1', two: '2' });
      }
    });
  });

  test('many paths at once ask once what their mount is', async () => {
    if (!isOurs()) return;
    const w = await portWorld(suite());
    const requests = await requestsOf(async () => {
      await Promise.all(paths(w).map((secret) => moveTo(w, secret)));
    });
    expect(requests).toHaveLength(1 + 4 * PATHS);
  });

  test('a mount that is refused is asked about each time, as somebody may mend it', async () => {
    if (!isOurs()) return;
    const { mount, admin } = suite();
    const policy = await admin.writePolicy(policyRule('nowhere', ['read']));
    const token = await admin.createToken({ policies: [policy] });
    const { vault } = await connect(suite().vault.address, token);
    const secret = { mount, path: 'app/mended' };
    await expect(vault.readCurrent(secret, signal())).rejects.toMatchObject({ kind: 'denied' });
    await admin.writePolicy(leastPrivilegePolicy(mount, 'app'), policy);
    expect(await vault.readCurrent(secret, signal())).toMatchObject({ kind: 'absent' });
  });

  test('rights of 300 paths are asked in two requests', async () => {
    if (!isOurs()) return;
    const w = await portWorld(suite());
    const many = Array.from({ length: 300 }, (_, index) => ({ mount: w.mount, path: `app/${index}` }));
    const requests = await requestsOf(() => w.vault.rights(many, signal()));
    const asked = requests.filter(({ path }) => path === 'sys/capabilities-self');
    expect(asked).toHaveLength(2);
    expect(requests).toHaveLength(3);
  });

  test('settings of mounts and paths are never written, metadata only as a note', async () => {
    if (!isOurs()) return;
    const w = await portWorld(suite(), 'root');
    const [fresh, old] = paths(w) as [SecretPath, SecretPath];
    await w.admin.putSecret(w.mount, old.path, { theirs: 'kept' });
    const requests = await requestsOf(async () => {
      await w.vault.mountInfo(w.mount, signal());
      await w.vault.rights([fresh, old], signal());
      for (const secret of [fresh, old]) {
        await moveTo(w, secret);
        await w.vault.annotate(secret, new Map([['moved-by', 'vault-refs']]), signal());
      }
      const base = await w.vault.readCurrent(old, signal());
      if (base.kind === 'present') await w.vault.removeKeys({ secret: old, keys: ['one'], base }, signal());
      await w.vault.deleteVersion(fresh, 1, signal());
      await w.vault.history(fresh, signal());
    });
    const writes = requests.filter(({ method }) => method !== 'GET' && method !== 'LIST');
    expect(writes).toEqual([
      { method: 'POST', path: 'sys/capabilities-self' },
      { method: 'POST', path: `${w.mount}/data/${fresh.path}` },
      { method: 'PATCH', path: `${w.mount}/metadata/${fresh.path}` },
      { method: 'PATCH', path: `${w.mount}/data/${old.path}` },
      { method: 'PATCH', path: `${w.mount}/metadata/${old.path}` },
      { method: 'PATCH', path: `${w.mount}/data/${old.path}` },
      { method: 'POST', path: `${w.mount}/delete/${fresh.path}` },
    ]);
  });
});

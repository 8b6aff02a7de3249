import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import type { VaultConnection } from '../../../server/src/vault/connection.ts';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';
import { startFaultProxy } from '../../support/faultProxy.ts';
import { policyRule } from '../../support/leastPrivilege.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';

const signal = (): AbortSignal => AbortSignal.timeout(10_000);

await describeEachVault('mounts that the person knows', (suite) => {
  async function connect(
    address: string,
    token: string,
    mounts: Record<string, 1 | 2>,
  ): Promise<VaultConnection> {
    const connection = createVaultConnection({
      environment: {},
      homeDirectory: homedir(),
      now: () => Date.now(),
      userAgentVersion: '0.0.0-test',
    });
    const result = await connection.signIn({ method: 'token', address, token, mounts });
    expect(result).toMatchObject({ ok: true });
    return connection;
  }

  test('serve where the server is too old to tell, and are listed', async () => {
    const { vault, admin, mount } = suite();
    await admin.putSecret(mount, 'app/db', { password: 'made-up' });
    const token = await admin.tokenWithPolicy(policyRule(`${mount}/subkeys/*`, ['read']));
    const proxy = await startFaultProxy(vault);
    const old = { kind: 'answer', status: 404, body: '{"errors":[]}' } as const;
    const path = { mount, path: 'app/db' };
    const without = await connect(proxy.address, token, {});
    const known = await connect(proxy.address, token, { [`${mount}/`]: 2, elsewhere: 1 });
    proxy.add(old, { path: `sys/internal/ui/mounts/${mount}` });
    expect(await without.store.describe(path, signal())).toMatchObject({ kind: 'not-checkable' });
    expect(await known.store.describe(path, signal())).toMatchObject({ kind: 'exists', keys: ['password'] });
    expect(known.status().mounts).toContainEqual({ path: 'elsewhere', kvVersion: 1 });
    for (const connection of [without, known]) connection.signOut();
    await proxy.close();
  });

  test('do not contradict what the server tells', async () => {
    const { vault, admin, mount } = suite();
    await admin.putSecret(mount, 'app/db', { password: 'made-up' });
    const connection = await connect(vault.address, vault.rootToken, { [mount]: 1, 'not-there': 2 });
    const path = { mount, path: 'app/db' };
    expect(await connection.store.describe(path, signal())).toMatchObject({ kind: 'exists', kvVersion: 2 });
    const missing = { mount: 'not-there', path: 'x' };
    expect(await connection.store.describe(missing, signal())).toMatchObject({ kind: 'no-such-mount' });
    connection.signOut();
  });
});

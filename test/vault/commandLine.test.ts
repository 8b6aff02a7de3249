import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { createVaultConnection } from '../../server/src/vault/connection.ts';
import { createCanary, expectNoLeak } from '../support/canary.ts';
import { leastPrivilegePolicy } from '../support/leastPrivilege.ts';
import { describeEachVault } from '../support/vaultSuite.ts';
import { folderWith, run } from '../unit/cli/capturedContext.ts';
import type { Run } from '../unit/cli/capturedContext.ts';

await describeEachVault('vault-refs check', (suite) => {
  function check(environment: Record<string, string>, text: string): Promise<Run> {
    const openVault = (): ReturnType<typeof createVaultConnection> =>
      createVaultConnection({
        environment,
        homeDirectory: homedir(),
        now: () => Date.now(),
        userAgentVersion: 'test',
      });
    return run(['check', '.'], folderWith({ 'app.yaml': text }), { openVault });
  }

  test('checks with least privilege, reads no value and tells none', async () => {
    const { vault, admin, mount } = suite();
    const canary = createCanary();
    await admin.putSecret(mount, 'app/db', { password: canary.secret });
    const token = await admin.tokenWithPolicy(leastPrivilegePolicy(mount));
    if (vault.kind !== 'external') await vault.clearRequests();
    const result = await check(
      { VAULT_ADDR: vault.address, VAULT_TOKEN: token },
      `a: ${mount}/app/db#password\nb: ${mount}/app/db#pasword\nc: ${mount}/app/dc#password\nd: vault://${mount}/app/db#password\n`,
    );
    expect(result.code).toBe(1);
    expect(result.stdout.split('\n').map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      `app.yaml:2:${mount.length + 12} reference.no-such-key`,
      `app.yaml:3:${mount.length + 5} reference.no-such-path`,
      '',
    ]);
    expect(result.stderr).toBe('Problems: 2, files read: 1.\n');
    expectNoLeak({ ...canary, token }, result);
    if (vault.kind === 'external') return;
    const values = (await vault.requests()).filter(({ path }) => path.startsWith(`${mount}/data/`));
    expect(values).toEqual([]);
  });

  test('could not do it with a wrong token, and does not repeat it', async () => {
    const { vault } = suite();
    const canary = createCanary();
    const environment = { VAULT_ADDR: vault.address, VAULT_TOKEN: canary.token };
    const result = await check(environment, 'a: secret/app/db#password\n');
    expect(result.code).toBe(3);
    expect(result.stderr).toMatch(/^Not signed in: /);
    expectNoLeak(canary, result);
  });

  test('sends the token of one family of variables to no address of the other', async () => {
    const { vault } = suite();
    const result = await check({ BAO_ADDR: vault.address, VAULT_TOKEN: vault.rootToken }, 'a: secret/x#k\n');
    expect(result.code).toBe(3);
    expect(result.stderr).toMatch(/^Not signed in: the environment has no usable pair/);
  });
});

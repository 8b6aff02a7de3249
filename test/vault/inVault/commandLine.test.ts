import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { policyRule } from '../../support/vaultServers.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { folderWith, run } from '../../unit/cli/capturedContext.ts';
import type { Run } from '../../unit/cli/capturedContext.ts';

await describeEachVault('vault-refs in-vault', (suite) => {
  const canary = createCanary();

  /** Under the right to read values, and to list names, below `team/` alone. */
  async function inVault(args: readonly string[], files: Readonly<Record<string, string>>): Promise<Run> {
    const { admin, vault, mount } = suite();
    const hcl = [
      policyRule(`${mount}/data/team/*`, ['read']),
      policyRule(`${mount}/metadata/team/*`, ['list']),
    ].join('');
    const token = await admin.tokenWithPolicy(hcl);
    if (vault.kind !== 'external') await vault.clearRequests();
    const openVault = (): ReturnType<typeof createVaultConnection> =>
      createVaultConnection({
        environment: { VAULT_ADDR: vault.address, VAULT_TOKEN: token },
        homeDirectory: homedir(),
        now: () => Date.now(),
        userAgentVersion: 'test',
      });
    const result = await run(['in-vault', ...args], folderWith(files), { openVault });
    expectNoLeak({ ...canary, token }, result);
    return result;
  }

  async function touched(): Promise<readonly string[] | undefined> {
    const { vault, mount } = suite();
    if (vault.kind === 'external') return undefined;
    const requests = (await vault.requests()).filter(({ path }) => path.startsWith(`${mount}/`));
    return requests.map(({ method, path }) => `${method} ${path.slice(mount.length + 1)}`).sort();
  }

  const put = async (path: string): Promise<void> => {
    const { admin, mount } = suite();
    await admin.putSecret(mount, path, { password: canary.secret, other: 'made-up-made-up-made-up' });
  };

  test('reads the referenced paths once, and nothing else', async () => {
    const { mount } = suite();
    await put('team/db');
    await put('team/unreferenced');
    const text = `password: ${canary.secret}\na: ${mount}/team/db#password\nb: ${mount}/team/db#other\nc: ${mount}/denied/x#k\n`;
    const { code, stdout, stderr } = await inVault(['--yes', '.'], { 'a.yaml': text });
    expect(code).toBe(1);
    expect(stdout).toMatch(new RegExp(`^a\\.yaml:1:11 [a-z-]+ -> ${mount}/team/db#password\n$`));
    expect(stderr).toMatch(/^Reads the values of 2 paths at \S+ to compare 1 secret\.\n/);
    expect(stderr).toMatch(/1 secret is in Vault already; 1 path read, 1 denied\.\n$/);
    expect((await touched()) ?? ['GET data/denied/x', 'GET data/team/db']).toEqual([
      'GET data/denied/x',
      'GET data/team/db',
    ]);
  });

  test('reads what is below a prefix, by listing it first, and finds an equal value in both places', async () => {
    const { mount } = suite();
    await put('team/pair/one');
    await put('team/pair/deep/two');
    const files = { 'a.yaml': `password: ${canary.secret}\na: ${mount}/team/db#password\n` };
    const { stdout } = await inVault(['--yes', '--prefix', `${mount}/team/pair`, '.'], files);
    expect(stdout.split('\n').map((line) => line.split(' -> ')[1])).toEqual([
      `${mount}/team/pair/one#password`,
      `${mount}/team/pair/deep/two#password`,
      undefined,
    ]);
    const requests = await touched();
    expect(requests?.filter((request) => request.startsWith('GET')) ?? []).toEqual(
      requests ? ['GET data/team/pair/deep/two', 'GET data/team/pair/one'] : [],
    );
  });

  test('without an agreement it reads nothing', async () => {
    const { mount } = suite();
    await put('team/db');
    const files = { 'a.yaml': `password: ${canary.secret}\na: ${mount}/team/db#password\n` };
    expect(await inVault(['.'], files)).toMatchObject({ code: 3, stdout: '' });
    expect((await touched()) ?? []).toEqual([]);
  });
});

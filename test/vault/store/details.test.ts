import { homedir } from 'node:os';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';
import { minimalPolicy } from '../../../server/src/languageService/minimalPolicy.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { folderWith, run } from '../../unit/cli/capturedContext.ts';

const signal = (): AbortSignal => AbortSignal.timeout(10_000);

await describeEachVault('what is told of a connection', (suite) => {
  const connect = (environment: Record<string, string> = {}) =>
    createVaultConnection({
      environment,
      homeDirectory: homedir(),
      now: () => Date.now(),
      userAgentVersion: '0.0.0-test',
    });

  test('names the calls with method, path, status and time, and nothing that was sent', async () => {
    const { vault, admin, mount } = suite();
    const canary = createCanary();
    await admin.putSecret(mount, 'app/db', { password: canary.secret });
    const token = await admin.createToken({ policies: ['root'] });
    const connection = connect();
    await connection.signIn({ method: 'token', address: vault.address, token });
    await connection.vault.readCurrent({ mount, path: 'app/db' }, signal());
    const details = await connection.details(signal());
    expect(details).toMatchObject({
      status: { kind: 'ok', origin: vault.address },
      identity: { policies: ['root'] },
      policies: [],
    });
    const read = details.calls.find(({ path }) => path === `${mount}/data/app/db`);
    expect(read).toMatchObject({ method: 'GET', outcome: 200 });
    expect(read?.milliseconds).toBeGreaterThanOrEqual(0);
    expectNoLeak({ secret: canary.secret, token }, details);

    for (let turn = 0; turn < 60; turn++) await connection.store.listMounts(signal());
    expect((await connection.details(signal())).calls).toHaveLength(50);
    connection.signOut();
    expect((await connection.details(signal())).calls).toEqual([]);
  });

  test('names the failures too', async () => {
    const { vault } = suite();
    const connection = connect();
    await connection.signIn({ method: 'token', address: vault.address, token: vault.rootToken });
    await connection.vault.readCurrent({ mount: 'not-there', path: 'x' }, signal()).catch(() => undefined);
    connection.restrict({ readOnly: true });
    const { calls, policies } = await connection.details(signal());
    expect(calls.some(({ outcome }) => outcome === 400 || outcome === 403)).toBe(true);
    expect(policies).toEqual([{ readOnly: true }]);
    connection.signOut();
  });

  test('status --details prints them', async () => {
    const { vault, admin } = suite();
    const token = await admin.createToken({ policies: ['default'] });
    const environment = { VAULT_ADDR: vault.address, VAULT_TOKEN: token };
    const result = await run(['status', '--details'], folderWith({}), {
      openVault: () => connect(environment),
    });
    expect(result.code).toBe(0);
    expect(result.stdout).toMatch(/^ {2}GET {3}200 +\d+ ms {2}sys\/internal\/ui\/mounts$/m);
    expectNoLeak({ secret: token, token }, result);
  });

  test('a token with the minimal policy checks exactly what it is for', async () => {
    const { vault, admin, mount } = suite();
    const names = ['team/db', 'team/a "quoted" one', 'team/back\\slash', 'team/hash#tag', 'team/ünï'];
    for (const name of [...names, 'team/other']) {
      const path = name.split('/').map(encodeURIComponent).join('/');
      await admin.putSecret(mount, path, { password: 'made-up' });
    }
    const { hcl, refused } = minimalPolicy(
      names.map((path) => ({ mount, path })),
      () => undefined,
    );
    expect(refused).toBe(0);
    const token = await admin.tokenWithPolicy(hcl, { noDefaultPolicy: true });
    const connection = connect();
    await connection.signIn({ method: 'token', address: vault.address, token });
    for (const path of names) {
      const status = await connection.store.describe({ mount, path }, signal());
      expect(status, path).toMatchObject({ kind: 'exists', keys: ['password'] });
    }
    const other = await connection.store.describe({ mount, path: 'team/other' }, signal());
    expect(other).toMatchObject({ kind: 'denied' });
    const read = connection.vault.readCurrent({ mount, path: 'team/db' }, signal());
    await expect(read).rejects.toMatchObject({ kind: 'denied' });
    connection.signOut();
  });
});

test('vault-refs policy prints a policy without a server, and tells what it left out', async () => {
  const folder = folderWith({});
  mkdirSync(join(folder, 'a'));
  writeFileSync(join(folder, 'a', 'app.yaml'), 'a: vault://secret/team/db#password\n');
  const good = await run(['policy', 'a'], folder);
  expect(good).toMatchObject({ code: 0, stderr: '' });
  expect(good.stdout).toContain('path "secret/subkeys/team/db" {');
  writeFileSync(join(folder, 'a', 'evil.yaml'), 'a: vault://secret/team/*#password\n');
  const evil = await run(['policy', 'a'], folder);
  expect(evil).toMatchObject({ code: 3, stdout: good.stdout });
  expect(evil.stderr).toContain('Left out: 1');
  expect(await run(['policy'], folder)).toMatchObject({ code: 2 });
});

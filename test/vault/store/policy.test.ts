import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { VaultConnection } from '../../../server/src/vault/connection.ts';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';
import { createCanary } from '../../support/canary.ts';
import { startCaptureHost } from '../../support/captureHost.ts';
import { describeEachVault } from '../../support/vaultSuite.ts';
import { folderWith, run } from '../../unit/cli/capturedContext.ts';

const signal = (): AbortSignal => AbortSignal.timeout(10_000);

await describeEachVault('the policy of an administrator', (suite) => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vault-refs-policy-'));
    mkdirSync(join(folder, 'etc'), { mode: 0o755 });
    file = join(folder, 'etc', 'policy.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function pin(policy: object): void {
    writeFileSync(file, JSON.stringify(policy));
    chmodSync(file, 0o644);
  }
  function connect(environment: Record<string, string> = {}): VaultConnection {
    return createVaultConnection({
      environment,
      homeDirectory: homedir(),
      now: () => Date.now(),
      userAgentVersion: '0.0.0-test',
      policyPlace: { file, owner: userInfo().uid },
    });
  }
  const signIn = (connection: VaultConnection) => {
    const { vault } = suite();
    return connection.signIn({ method: 'token', address: vault.address, token: vault.rootToken });
  };

  describe('connects to no other server', () => {
    test.each(['file', 'editor'])('by the %s: not a byte is sent', async (by) => {
      const elsewhere = await startCaptureHost();
      const policy = { allowedOrigins: [suite().vault.address] };
      const connection = connect();
      if (by === 'file') pin(policy);
      else connection.restrict(policy);
      const { token } = createCanary();
      const result = await connection.signIn({ method: 'token', address: elsewhere.address, token });
      expect(result).toMatchObject({ ok: false, kind: 'denied' });
      expect(elsewhere.connections()).toBe(0);
      expect(await signIn(connection)).toMatchObject({ ok: true });
      connection.signOut();
      await elsewhere.close();
    });

    test('on the command line too', async () => {
      const elsewhere = await startCaptureHost();
      pin({ allowedOrigins: ['https://vault.example.com'] });
      const { token } = createCanary();
      const environment = { VAULT_ADDR: elsewhere.address, VAULT_TOKEN: token };
      const result = await run(['status'], folderWith({}), { openVault: () => connect(environment) });
      expect(result.code).toBe(3);
      expect(result.stderr).toContain('your administrator');
      expect(elsewhere.connections()).toBe(0);
      await elsewhere.close();
    });
  });

  test('a file that cannot be used lets nothing connect', async () => {
    pin({ readonly: true });
    const connection = connect();
    expect(await signIn(connection)).toMatchObject({ ok: false, kind: 'denied' });
  });

  test('a policy that comes later signs out where the server is not allowed any more', async () => {
    const connection = connect();
    await signIn(connection);
    connection.restrict({ readOnly: true });
    expect(connection.status()).toMatchObject({ kind: 'ok' });
    connection.restrict({ allowedOrigins: ['https://vault.example.com'] });
    expect(connection.status()).toMatchObject({ kind: 'signed-out' });
  });

  describe('keeps secrets from being written', () => {
    const values = new Map([['k', 'made-up']]);

    test.each([
      ['in read-only mode', { readOnly: true }],
      ['outside the prefixes', { allowedTargets: ['other/team'] }],
    ])('%s, and reads', async (_what, policy) => {
      const { admin, mount } = suite();
      await admin.putSecret(mount, 'app/db', { password: 'made-up' });
      const connection = connect();
      await signIn(connection);
      pin(policy);
      const { vault } = connection;
      const secret = { mount, path: 'app/db' };
      const base = await vault.readCurrent(secret, signal());
      if (base.kind !== 'present') throw new Error('the secret is there');
      const denied = { kind: 'denied' };
      await expect(vault.writeKeys({ secret, values, base }, signal())).rejects.toMatchObject(denied);
      const removal = { secret, keys: ['password'], base };
      await expect(vault.removeKeys(removal, signal())).rejects.toMatchObject(denied);
      await expect(vault.deleteVersion(secret, base.version, signal())).rejects.toMatchObject(denied);
      expect(await vault.annotate(secret, new Map([['owner', 'ann']]), signal())).toBe(false);
      expect(await vault.rights([secret], signal())).toMatchObject([
        { read: true, create: false, update: false, patch: false, remove: false, patchMetadata: false },
      ]);
      expect(await admin.getSecret(mount, 'app/db')).toEqual({ password: 'made-up' });
      connection.signOut();
    });

    test('and lets them be written below an allowed prefix', async () => {
      const { admin, mount } = suite();
      const connection = connect();
      await signIn(connection);
      pin({ allowedTargets: [`${mount}/team`] });
      const secret = { mount, path: 'team/db' };
      const base = await connection.vault.readCurrent(secret, signal());
      await connection.vault.writeKeys({ secret, values, base }, signal());
      expect(await admin.getSecret(mount, 'team/db')).toEqual({ k: 'made-up' });
      expect(await connection.vault.rights([secret], signal())).toMatchObject([{ update: true }]);
      connection.signOut();
    });
  });
});

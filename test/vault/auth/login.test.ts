import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SecretInput } from '../../../server/src/cli/context.ts';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { leastPrivilegePolicy, policyRule } from '../../support/leastPrivilege.ts';
import type { Run } from '../../unit/cli/capturedContext.ts';
import { folderWith, run } from '../../unit/cli/capturedContext.ts';
import { createRole } from './appRoleWorld.ts';
import { describeSignIn } from './authWorld.ts';

/** A person without a terminal who pipes these lines in. */
function piped(...lines: string[]): SecretInput {
  return { prompt: () => Promise.resolve(undefined), line: () => Promise.resolve(lines.shift()) };
}

function home(): string {
  const folder = folderWith({});
  mkdirSync(join(folder, 'home'));
  return folder;
}

const tokenFile = (folder: string): string => join(folder, 'home', '.vault-token');

await describeSignIn('vault-refs login', (world) => {
  function vaultRefs(folder: string, args: readonly string[], secrets = piped()): Promise<Run> {
    const openVault = (): ReturnType<typeof createVaultConnection> =>
      createVaultConnection({
        environment: {},
        homeDirectory: join(folder, 'home'),
        now: () => Date.now(),
        userAgentVersion: 'test',
      });
    const place = args[0] === 'login' ? ['--ca-file', world().caFile] : [];
    return run([...args, ...place], folder, { homeDirectory: join(folder, 'home'), secrets, openVault });
  }
  const isLive = async (token: string): Promise<boolean> =>
    (await world().admin.call('GET', 'sys/internal/ui/mounts', { token })).status === 200;

  describe('approle with the five inputs of config-vault configure', () => {
    test('keeps the token for the person alone and says that the place is there', async () => {
      const { admin, vault } = world();
      const mount = await admin.createMount();
      await admin.putSecret(mount, 'maas/db', { password: 'made-up' });
      const policy = await admin.writePolicy(leastPrivilegePolicy(mount, 'maas'));
      const role = await createRole(world(), { token_policies: policy, token_no_default_policy: true });
      const wrapped = await role.wrapped();
      const folder = home();
      const place = ['maas/', '--secrets-mount', mount, '--mount', role.mount];
      const result = await vaultRefs(folder, [
        'login',
        'approle',
        vault.address,
        role.roleId,
        wrapped,
        ...place,
      ]);
      const token = readFileSync(tokenFile(folder), 'utf8');
      expect(result).toMatchObject({ code: 0, stdout: '' });
      expect(result.stderr).toBe(`Signed in at ${vault.address}.\nSecrets at ${mount}/maas: there.\n`);
      expect(statSync(tokenFile(folder)).mode & 0o777).toBe(0o600);
      expect(readdirSync(join(folder, 'home'))).toEqual(['.vault-token']);
      expect(await isLive(token)).toBe(true);
      expectNoLeak({ secret: wrapped, token }, result);

      // The same token file serves the other commands, for an address on the command line alone.
      const at = ['--address', vault.address, '--ca-file', world().caFile];
      const status = await vaultRefs(folder, ['status', ...at]);
      expect(status).toMatchObject({ code: 0, stderr: '' });
      expect(status.stdout).toContain(`Address:   ${vault.address}\nNamespace: root\nIdentity:  not known`);
      expect(status.stdout).toContain(`Mounts:    ${mount} (KV v2)`);
      writeFileSync(join(folder, 'app.yaml'), `a: vault://${mount}/maas/db#pasword\n`);
      expect(await vaultRefs(folder, ['check', 'app.yaml', ...at])).toMatchObject({ code: 1 });
      expect(await vaultRefs(folder, ['check', 'app.yaml'])).toMatchObject({ code: 3 });
      expectNoLeak({ secret: wrapped, token }, status);
    });

    test('reads the wrapping token from standard input, and fails for a mount that is not there', async () => {
      const { vault } = world();
      const policy = await world().admin.writePolicy(policyRule('sys/mounts', ['read']));
      const role = await createRole(world(), { token_policies: policy });
      const args = ['login', 'approle', vault.address, role.roleId, '-', 'maas', '--mount', role.mount];
      const folder = home();
      const secrets = piped(await role.wrapped());
      const result = await vaultRefs(folder, [...args, '--secrets-mount', 'not-there'], secrets);
      expect(result).toMatchObject({ code: 3, stdout: '' });
      expect(result.stderr).toContain('Secrets at not-there/maas: there is no such mount.');
      expect(await isLive(readFileSync(tokenFile(folder), 'utf8'))).toBe(true);
    });

    test.each(['file', 'dangling link'])('uses nothing up where a token file is: %s', async (what) => {
      const { vault, admin } = world();
      const role = await createRole(world());
      const wrapped = await role.wrapped();
      const folder = home();
      if (what === 'file') writeFileSync(tokenFile(folder), 'made-up');
      else symlinkSync('/nowhere/token', tokenFile(folder));
      const args = ['login', 'approle', vault.address, role.roleId, wrapped, '--mount', role.mount];
      expect(await vaultRefs(folder, args)).toMatchObject({ code: 3, stdout: '' });
      if (what === 'file') expect(readFileSync(tokenFile(folder), 'utf8')).toBe('made-up');
      const lookUp = await admin.call('POST', 'sys/wrapping/lookup', { body: { token: wrapped } });
      expect(lookUp.status).toBe(200);

      expect(await vaultRefs(folder, [...args, '--force'])).toMatchObject({ code: 0 });
      expect(await isLive(readFileSync(tokenFile(folder), 'utf8'))).toBe(true);
      expect(statSync(tokenFile(folder)).mode & 0o777).toBe(0o600);
    });
  });

  test('userpass takes the password from the terminal, and --print writes the token and no file', async () => {
    const { admin, enable, vault } = world();
    const mount = await enable('userpass');
    const { secret: password } = createCanary();
    await admin.expectOk('POST', `auth/${mount}/users/ann`, { password });
    const asked: string[] = [];
    const secrets: SecretInput = {
      prompt: (question) => {
        asked.push(question);
        return Promise.resolve(password);
      },
      line: () => Promise.resolve(undefined),
    };
    const folder = home();
    const args = ['login', 'userpass', vault.address, 'ann', '--mount', mount, '--print'];
    const result = await vaultRefs(folder, args, secrets);
    expect(result.code).toBe(0);
    expect(asked).toEqual(['Password: ']);
    expect(await isLive(result.stdout.trimEnd())).toBe(true);
    expect(readdirSync(join(folder, 'home'))).toEqual([]);
    expectNoLeak({ secret: password, token: result.stdout.trimEnd() }, result.stderr);
  });

  test('a wrong password is told without it, and writes nothing', async () => {
    const { enable, vault } = world();
    const mount = await enable('userpass');
    const canary = createCanary();
    const folder = home();
    const args = ['login', 'userpass', vault.address, 'ann', '-', '--mount', mount];
    const result = await vaultRefs(folder, args, piped(canary.secret));
    expect(result).toMatchObject({ code: 3, stdout: '' });
    expect(result.stderr).toMatch(/^Not signed in: The server does not accept this user name and password/);
    expect(readdirSync(join(folder, 'home'))).toEqual([]);
    expectNoLeak(canary, result);
  });

  test('a token that cannot be kept is revoked again', async () => {
    const { vault } = world();
    const role = await createRole(world());
    const folder = home();
    // A folder of that name cannot be replaced by a file, not even by root.
    mkdirSync(tokenFile(folder));
    const args = ['login', 'approle', vault.address, role.roleId, '-', '--secret-id', '--mount', role.mount];
    await vault.clearRequests();
    const result = await vaultRefs(folder, [...args, '--force'], piped(await role.secretId()));
    expect(result).toMatchObject({ code: 3, stdout: '' });
    expect(await world().count('auth/token/revoke-self')).toBe(1);
    expect(readdirSync(join(folder, 'home'))).toEqual(['.vault-token']);
  });

  test('token checks a token before it is kept', async () => {
    const { vault, admin } = world();
    const token = await admin.createToken({ policies: ['default'] });
    const folder = home();
    const { token: dead } = createCanary();
    const args = ['login', 'token', vault.address, '-'];
    expect(await vaultRefs(folder, args, piped(dead))).toMatchObject({ code: 3 });
    expect(await vaultRefs(folder, args, piped(token))).toMatchObject({ code: 0 });
    expect(readFileSync(tokenFile(folder), 'utf8')).toBe(token);
    const status = await vaultRefs(folder, [
      'status',
      '--address',
      vault.address,
      '--ca-file',
      world().caFile,
    ]);
    expect(status.stdout).toMatch(
      /Identity: {2}token\nPolicies: {2}default\nToken: {5}expires in \d+ min, renewable/,
    );
    expectNoLeak({ secret: token, token }, status);
  });
});

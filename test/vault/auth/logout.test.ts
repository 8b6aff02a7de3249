import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createVaultConnection } from '../../../server/src/vault/connection.ts';
import { tokenFilePath } from '../../../server/src/vault/tokenFile.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import type { Run } from '../../unit/cli/capturedContext.ts';
import { folderWith, run } from '../../unit/cli/capturedContext.ts';
import { describeSignIn } from './authWorld.ts';

test.each([
  ['/home/ann/.vault-token', {}],
  ['/home/ann/.vault-token', { VAULT_TOKEN_PATH: '' }],
  ['/run/token', { VAULT_TOKEN_PATH: '/run/token' }],
  ['/home/ann/x/token', { VAULT_TOKEN_PATH: '~/x/token' }],
  ['/run/bao', { BAO_TOKEN_PATH: '/run/bao', VAULT_TOKEN_PATH: '/run/token' }],
  [join(process.cwd(), 'token'), { VAULT_TOKEN_PATH: 'token' }],
])('the token file is %s for %j', (file, environment) => {
  expect(tokenFilePath('/home/ann', environment)).toBe(file);
});

test('an editor takes no path from the environment', () => {
  const folder = folderWith({ token: 'made-up' });
  const environment = { VAULT_TOKEN_PATH: join(folder, 'token') };
  const options = { environment, homeDirectory: folder, now: () => 0, userAgentVersion: 'test' };
  expect(createVaultConnection(options).environmentOffer()).toEqual({ tokenFile: false });
});

await describeSignIn('vault-refs logout', (world) => {
  function vaultRefs(folder: string, args: readonly string[], environment = {}): Promise<Run> {
    const homeDirectory = join(folder, 'home');
    mkdirSync(homeDirectory, { recursive: true });
    const openVault = (): ReturnType<typeof createVaultConnection> =>
      createVaultConnection({
        environment: {},
        homeDirectory: homedir(),
        tokenFile: tokenFilePath(homeDirectory, environment),
        now: () => Date.now(),
        userAgentVersion: 'test',
      });
    return run(args, folder, { homeDirectory, environment, openVault });
  }
  const at = (): string[] => ['--address', world().vault.address, '--ca-file', world().caFile];
  const isLive = async (token: string): Promise<boolean> =>
    (await world().admin.call('GET', 'sys/internal/ui/mounts', { token })).status === 200;

  test('deletes the file and leaves the token alone', async () => {
    const token = await world().admin.createToken({ policies: ['default'] });
    const folder = folderWith({ 'home/.vault-token': token });
    const result = await vaultRefs(folder, ['logout']);
    expect(result).toEqual({ code: 0, stdout: '', stderr: 'Signed out.\n' });
    expect(existsSync(join(folder, 'home/.vault-token'))).toBe(false);
    expect(await isLive(token)).toBe(true);
    expect(await vaultRefs(folder, ['logout'])).toMatchObject({ code: 3 });
  });

  test('with an address the token is revoked first', async () => {
    const token = await world().admin.createToken({ policies: ['default'] });
    const folder = folderWith({ 'home/.vault-token': token });
    const result = await vaultRefs(folder, ['logout', ...at()]);
    expect(result).toMatchObject({ code: 0, stderr: 'Signed out, and the token was revoked.\n' });
    expect(await isLive(token)).toBe(false);
    expect(existsSync(join(folder, 'home/.vault-token'))).toBe(false);
    expectNoLeak({ secret: token, token }, result);
  });

  test('a token that the server does not know is deleted too, and that it was not revoked is told', async () => {
    const { token } = createCanary();
    const folder = folderWith({ 'home/.vault-token': token });
    const result = await vaultRefs(folder, ['logout', ...at()]);
    expect(result).toMatchObject({ code: 3, stdout: '' });
    expect(result.stderr).toContain('not revoked');
    expect(existsSync(join(folder, 'home/.vault-token'))).toBe(false);
    expectNoLeak({ secret: token, token }, result);
  });

  test('login, status and logout use the file that the environment names', async () => {
    const token = await world().admin.createToken({ policies: ['default'] });
    const folder = folderWith({});
    const environment = { VAULT_TOKEN_PATH: join(folder, 'elsewhere') };
    const login = ['login', 'token', world().vault.address, '-', '--ca-file', world().caFile];
    const homeDirectory = join(folder, 'home');
    mkdirSync(homeDirectory, { recursive: true });
    const secrets = { prompt: () => Promise.resolve(undefined), line: () => Promise.resolve(token) };
    const openVault = () => world().connection();
    expect(await run(login, folder, { homeDirectory, environment, secrets, openVault })).toMatchObject({
      code: 0,
    });
    expect(readFileSync(environment.VAULT_TOKEN_PATH, 'utf8')).toBe(token);
    writeFileSync(join(homeDirectory, '.vault-token'), 'another');
    expect(await vaultRefs(folder, ['status', ...at()], environment)).toMatchObject({ code: 0 });
    expect(await vaultRefs(folder, ['logout', ...at()], environment)).toMatchObject({ code: 0 });
    expect(readFileSync(join(homeDirectory, '.vault-token'), 'utf8')).toBe('another');
    expect(await isLive(token)).toBe(false);
  });

  test.each([['more'], ['--token'], ['--namespace', 'team']])('%s %s is wrong usage', async (...args) => {
    const folder = folderWith({ 'home/.vault-token': 'made-up' });
    expect(await vaultRefs(folder, ['logout', ...args])).toMatchObject({ code: 2 });
    expect(existsSync(join(folder, 'home/.vault-token'))).toBe(true);
  });
});

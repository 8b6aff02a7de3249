import { describe, expect, test } from 'vitest';
import type { NotCheckedKind } from '../../../server/src/languageService/secretStore.ts';
import type { SignInParams } from '../../../server/src/protocol.ts';
import type { VaultAccess } from '../../../server/src/runtime.ts';
import { checkingAccess } from '../../support/fakeAccess.ts';
import { InMemorySecretStore } from '../../support/inMemorySecretStore.ts';
import { folderWith, run } from './capturedContext.ts';
import type { Run } from './capturedContext.ts';

const origin = 'https://vault.example.test';

/** A connection that the environment can sign in. */
function signedIn(store: InMemorySecretStore): VaultAccess {
  return {
    ...checkingAccess(store),
    environmentOffer: () => ({ environmentOrigin: origin, tokenFile: false }),
  };
}

function check(store: InMemorySecretStore, files: Record<string, string>, ...paths: string[]): Promise<Run> {
  const folder = folderWith(files);
  return run(['check', ...(paths.length > 0 ? paths : ['.'])], folder, { openVault: () => signedIn(store) });
}

const store = (): InMemorySecretStore => new InMemorySecretStore().put('secret', 'app/db', ['password']);

describe('vault-refs check', () => {
  test('is silent and clean when every reference resolves', async () => {
    const result = await check(store(), { 'a.yaml': 'a: secret/app/db#password\n', 'b.json': '{"x": 1}' });
    expect(result).toEqual({ code: 0, stdout: '', stderr: 'Problems: 0, files read: 2.\n' });
  });

  test('prints a line for each problem, with file, line and column', async () => {
    const { code, stdout, stderr } = await check(store(), {
      'a.yaml': 'ok: secret/app/db#password\nkey: secret/app/db#user\nx: [1, secret/app/dn#password]\n',
      'sub/b.json': '{\n  "é😀": "secert/app/db#password", "m": "secret//db#k"}',
    });
    expect(code).toBe(1);
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^a\.yaml:2:20 reference\.no-such-key /),
      expect.stringMatching(/^a\.yaml:3:15 reference\.no-such-path /),
      expect.stringMatching(/^sub\/b\.json:2:11 reference\.no-such-mount /),
      expect.stringMatching(/^sub\/b\.json:2:\d+ reference\.malformed /),
      '',
    ]);
    expect(stderr).toBe('Problems: 4, files read: 2.\n');
  });

  test('asks once for each path', async () => {
    const memory = store();
    const many = Array.from({ length: 1000 }, (_, index) => `k${index}: secret/app/${index % 10}#k`).join(
      '\n',
    );
    await check(memory, { 'a.yaml': many, 'b.yaml': many });
    expect(memory.describeCalls).toHaveLength(new Set(memory.describeCalls).size);
    expect(memory.describeCalls).toHaveLength(10);
  });

  test.each<NotCheckedKind>(['denied', 'sealed', 'unreachable', 'not-checkable', 'not-signed-in'])(
    'could not do it when the answer is %s',
    async (kind) => {
      const memory = store();
      memory.statuses.set('secret/app/x', { kind, detail: 'In so many words.' });
      const { code, stdout, stderr } = await check(memory, {
        'a.yaml': 'a: secret/app/x#k\nb: secret/app/x#l\n',
      });
      expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
      expect(stderr).toBe(`Not checked: 2, ${kind}: In so many words.\nProblems: 0, files read: 1.\n`);
    },
  );

  test('reports what is certain though the rest could not be checked', async () => {
    const memory = store();
    memory.statuses.set('secret/app/x', { kind: 'denied', detail: 'No.' });
    const { code, stdout } = await check(memory, { 'a.yaml': 'a: secret/app/x#k\nb: secret/app/y#l\n' });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^a\.yaml:2:\d+ reference\.no-such-path [^\n]*\n$/);
  });

  test('tells that keys were not checked, which is no failure', async () => {
    const memory = store();
    memory.statuses.set('secret/old', {
      kind: 'exists',
      kvVersion: 1,
      keys: undefined,
      keysUnknownBecause: 'KV v1',
    });
    const { code, stderr } = await check(memory, { 'a.yaml': 'a: secret/old#k\n' });
    expect(code).toBe(0);
    expect(stderr).toContain('Not checked: 1, only the key: KV v1\n');
  });

  test('could not do it without the environment pair, yet tells what needs no server', async () => {
    const folder = folderWith({ 'a.yaml': 'a: secret/app/db#password\nb: secret/../db#k\n' });
    const openVault = (): VaultAccess => {
      const memory = store();
      memory.connection = { kind: 'signed-out' };
      return checkingAccess(memory);
    };
    const { code, stdout, stderr } = await run(['check', '.'], folder, { openVault });
    expect(code).toBe(3);
    expect(stdout).toMatch(/^a\.yaml:2:11 reference\.malformed [^\n]*\n$/);
    expect(stderr).toMatch(
      /^Not signed in: [^\n]*VAULT_ADDR and VAULT_TOKEN\.\nNot checked: 1, not-signed-in: /,
    );
  });

  test('signs in with the environment and nothing else, and signs out', async () => {
    const asked: SignInParams[] = [];
    let signedOut = 0;
    const access: VaultAccess = {
      ...signedIn(store()),
      environmentOffer: () => ({ environmentOrigin: origin, environmentNamespace: 'team', tokenFile: true }),
      signIn: (params) => {
        asked.push(params);
        return Promise.resolve({
          ok: false,
          kind: 'denied',
          message: 'The server does not accept this token.',
        });
      },
      signOut: () => signedOut++,
    };
    const { code, stderr } = await run(['check', '.'], folderWith({}), { openVault: () => access });
    expect(asked).toEqual([{ method: 'environment', origin, namespace: 'team' }]);
    expect(signedOut).toBe(1);
    expect(code).toBe(3);
    expect(stderr).toContain('Not signed in: The server does not accept this token.\n');
  });

  test('could not do it when a path is not there, whatever the others say', async () => {
    const { code, stdout } = await check(store(), { 'a.yaml': 'a: secret/..#k\n' }, 'a.yaml', 'none.yaml');
    expect(code).toBe(3);
    expect(stdout).toContain('reference.malformed');
  });

  test('reports no plaintext secret', async () => {
    const { stdout } = await check(store(), { 'a.yaml': 'password: made-up-hunter2-1x9\n' });
    expect(stdout).toBe('');
  });

  test('a terminal obeys nothing in a name', async () => {
    const { stdout } = await check(store(), {
      'a\u001b[2J.yaml': 'a: "s\\e[2Jecret/a#k"\nb: "secre\\eT/a#k"\nc: "secre\\e/a#k"\n',
    });
    expect(stdout).toMatch(/^a\\u\{1b\}\[2J\.yaml:3:5 reference\.no-such-mount /);
    expect(stdout).not.toContain('\u001b');
  });
});

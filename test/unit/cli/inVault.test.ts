import { describe, expect, test } from 'vitest';
import type { CliContext } from '../../../server/src/cli/context.ts';
import type { Unread } from '../../../server/src/inVault/secretDigests.ts';
import type { VaultAccess } from '../../../server/src/runtime.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { checkingAccess } from '../../support/fakeAccess.ts';
import { InMemorySecretDigests } from '../../support/inMemorySecretDigests.ts';
import { InMemorySecretStore } from '../../support/inMemorySecretStore.ts';
import { folderWith, run } from './capturedContext.ts';
import type { Run } from './capturedContext.ts';

const origin = 'https://vault.example.test';
const value = 'Zq7-Made-Up-9vK2-Long';
const other = ['Zq7-Other-Up', '9vK2-Long'].join('-');
const files = {
  'a.yaml': `db:\n  password: ${value}\n  ref: secret/app/db#password\n`,
  'sub/b.json': `{"api_key": "${other}", "url": "postgres://app:${value}@db/x"}`,
};

const vault = (): InMemorySecretDigests =>
  new InMemorySecretDigests().put('secret/app/db', { password: value });

interface World {
  readonly digests?: InMemorySecretDigests;
  readonly store?: InMemorySecretStore;
  readonly files?: Readonly<Record<string, string>>;
  readonly confirm?: CliContext['confirm'];
}

function inVault(args: readonly string[], world: World = {}): Promise<Run> {
  const { digests = vault(), store = new InMemorySecretStore(), confirm } = world;
  const openVault = (): VaultAccess => ({
    ...checkingAccess(store),
    digests,
    environmentOffer: () => ({ environmentOrigin: origin, tokenFile: false }),
  });
  const folder = folderWith(world.files ?? files);
  return run(['in-vault', ...args], folder, { openVault, ...(confirm ? { confirm } : {}) });
}

const plan = `Reads the values of 1 path at ${origin} to compare 3 secrets.\n`;

describe('vault-refs in-vault', () => {
  test('names the reference of a secret that is in Vault already', async () => {
    const digests = vault();
    const { code, stdout, stderr } = await inVault(['--yes', '.'], { digests });
    expect(code).toBe(1);
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^a\.yaml:2:13 [a-z-]+ -> secret\/app\/db#password$/),
      expect.stringMatching(
        /^sub\/b\.json:1:\d+ url-credentials -> secret\/app\/db#password \(a part of the value\)$/,
      ),
      '',
    ]);
    expect(stderr).toBe(`${plan}2 secrets are in Vault already; 1 path read.\n`);
    expect(digests.reads).toEqual(['secret/app/db']);
  });

  test('as JSON lines with the documented keys', async () => {
    const { stdout } = await inVault(['--yes', '--format', 'jsonl', '.']);
    const [first] = stdout
      .split('\n')
      .map((line) => (line === '' ? undefined : (JSON.parse(line) as unknown)));
    expect(first).toEqual({
      file: 'a.yaml',
      line: 2,
      col_start: 13,
      end_line: 2,
      col_end: 13 + value.length,
      rule: expect.stringMatching(/^[a-z-]+$/) as string,
      confidence: 'high',
      reference: 'secret/app/db#password',
      of: 'value',
    });
  });

  test('reads nothing without a terminal and --yes, nor when the person says no', async () => {
    const digests = vault();
    const alone = await inVault(['.'], { digests });
    expect(alone).toEqual({
      code: 3,
      stdout: '',
      stderr: `${plan}Nothing was read: nobody can be asked, so give --yes.\n`,
    });
    const refused = await inVault(['.'], { digests, confirm: () => Promise.resolve(false) });
    expect(refused).toMatchObject({ code: 3, stdout: '', stderr: `${plan}Nothing was read.\n` });
    expect(digests.reads).toEqual([]);
  });

  test('asks after saying what it would read, and reads on yes', async () => {
    const asked: string[] = [];
    const confirm = (question: string): Promise<boolean> => {
      asked.push(question);
      return Promise.resolve(true);
    };
    expect((await inVault(['.'], { confirm })).code).toBe(1);
    expect(asked).toEqual(['Read them? [y/N] ']);
  });

  test('reads what is below a prefix, and no path that the files name besides', async () => {
    const store = new InMemorySecretStore().put('secret', 'team/one', ['k']).put('secret', 'team/two', ['k']);
    const digests = vault().put('secret/team/one', { k: value }).put('secret/team/two', { k: value });
    const { stdout } = await inVault(['--yes', '--prefix', 'secret/team', 'a.yaml'], { store, digests });
    expect(stdout.split('\n').map((line) => line.split(' -> ')[1])).toEqual([
      'secret/team/one#k',
      'secret/team/two#k',
      undefined,
    ]);
    expect(digests.reads.sort()).toEqual(['secret/team/one', 'secret/team/two']);
  });

  test('leaves out what it is told to, and reads what .gitignore files name where it is told to', async () => {
    const ignoring = { ...files, '.gitignore': 'sub/\n' };
    const places = async (...args: readonly string[]): Promise<readonly (string | undefined)[]> => {
      const { stdout } = await inVault(['--yes', ...args, '.'], { files: ignoring });
      return stdout
        .split('\n')
        .slice(0, -1)
        .map((line) => line.split(':')[0]);
    };
    expect(await places()).toEqual(['a.yaml']);
    expect(await places('--no-gitignore')).toEqual(['a.yaml', 'sub/b.json']);
    expect(await places('--no-gitignore', '--exclude', '*.json')).toEqual(['a.yaml']);
    const digests = vault();
    const { code, stderr } = await inVault(['--yes', '--exclude', '[', '.'], { digests });
    expect({ code, reads: digests.reads }).toEqual({ code: 3, reads: [] });
    expect(stderr).toContain('Nothing was read: A glob that excludes files');
  });

  test.each(['other/x', 'secret/../sys', ''])('a prefix that is none is wrong usage: %j', async (prefix) => {
    const digests = vault();
    expect((await inVault(['--yes', '--prefix', prefix, '.'], { digests })).code).toBe(2);
    expect(digests.reads).toEqual([]);
  });

  test.each([[[]], [['--format', 'sarif', '.']], [['--yse', '.']], [['--prefix']]])(
    'wrong arguments are wrong usage: %j',
    async (args) => {
      expect((await inVault(args)).code).toBe(2);
    },
  );

  test('with nothing to compare, or nothing to read, reads nothing', async () => {
    const digests = vault();
    const short = { 'a.yaml': 'password: Zq7-Made-Up-9\nref: secret/app/db#password\n' };
    const nothing = await inVault(['--yes', '.'], { digests, files: short });
    expect(nothing.code).toBe(0);
    expect(nothing.stderr).toMatch(/^Nothing to compare/);
    const noPath = await inVault(['--yes', '.'], { digests, files: { 'a.yaml': `password: ${value}\n` } });
    expect(noPath.code).toBe(0);
    expect(noPath.stderr).toMatch(/^Nothing to read/);
    expect(digests.reads).toEqual([]);
  });

  test('none is found: clean when all was read, could not when something was denied', async () => {
    expect((await inVault(['--yes', '.'], { digests: new InMemorySecretDigests() })).code).toBe(0);
    const digests = new InMemorySecretDigests().refuse('secret/app/db', 'denied');
    const { code, stderr } = await inVault(['--yes', '.'], { digests });
    expect(code).toBe(3);
    expect(stderr).toBe(`${plan}0 secrets are in Vault already; 0 paths read, 1 denied.\n`);
  });

  test.each<Unread>(['sealed', 'unreachable'])('could not do it when Vault is %s', async (kind) => {
    const { code, stderr } = await inVault(['--yes', '.'], {
      digests: vault().refuse('secret/app/db', kind),
    });
    expect(code).toBe(3);
    expect(stderr).toContain(`Made up: ${kind}. Until then: 0 secrets are in Vault already`);
  });

  test('a path that cannot be read makes it could not, whatever was found', async () => {
    const { code, stdout } = await inVault(['--yes', '.', 'missing.yaml']);
    expect(code).toBe(3);
    expect(stdout).toContain('secret/app/db#password');
  });

  test('neither output, nor a name that a terminal obeys, holds a value or a digest', async () => {
    const canary = createCanary();
    const name = 'a\u001b[2J\u202e.yaml';
    const digests = new InMemorySecretDigests().put('secret/app/db', {
      password: canary.secret,
      'odd ](command:x) key': canary.secret,
      'bad\u001b': canary.secret,
    });
    const hostile = { [name]: `password: ${canary.secret}\nref: secret/app/db#password\n` };
    for (const format of ['text', 'jsonl']) {
      const result = await inVault(['--yes', '--format', format, '.'], { digests, files: hostile });
      expect(result.code).toBe(1);
      expectNoLeak(canary, result);
      expect(result.stdout).toMatch(/^[\x20-\x7e\n]+$/);
      // HMAC-SHA-256 in base64.
      expect(`${result.stdout}${result.stderr}`).not.toMatch(/[A-Za-z0-9+/]{43}=/);
      expect(result.stdout.trimEnd().split('\n')).toHaveLength(2);
      expect(result.stderr).toContain('1 match that no reference can stand for');
    }
  });

  test('not signed in, it reads nothing', async () => {
    const store = new InMemorySecretStore();
    store.connection = { kind: 'signed-out' };
    const digests = vault();
    expect((await inVault(['--yes', '.'], { store, digests })).code).toBe(3);
    expect(digests.reads).toEqual([]);
  });
});

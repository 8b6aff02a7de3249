import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { StoreError } from '../../../server/src/languageService/storeError.ts';
import { createCanary, expectNoLeak } from '../../support/canary.ts';
import { MigrateWorld, reportIn, yesTo } from './migrateWorld.ts';

const value = (name: string): string => `Zq7-Made-Up-${name}-9vK2`;
const files = {
  'w/a.yaml': `password: ${value('a')}\n`,
  'w/b.yaml': `password: ${value('b')}\n`,
  'w/c.yaml': `password: ${value('c')}\n`,
};
const secret = (name: string): { mount: string; path: string } => ({ mount: 'secret', path: `w/${name}` });
const reference = (name: string): string => `password: secret/w/${name}#password\n`;

/** A world in which the person has interrupted a run before its second write. */
async function interrupted(): Promise<MigrateWorld> {
  const w = new MigrateWorld(files);
  w.vault.onStep = ({ call, when, secret: at }) => {
    if (call === 'writeKeys' && when === 'before' && at?.path === 'w/b') w.interrupt();
  };
  const { code, stdout, stderr } = await w.run('migrate', '--yes', 'w');
  expect(code).toBe(1);
  expect(stdout).toContain('1 of 3 secrets moved. You cancelled it; it can be continued or undone.');
  expect(stderr).toContain('Stopping when what is under way is safe; interrupt again to end at once.');
  expect(stderr).toContain(`To go on: vault-refs migrate --continue ${w.runs()[0] ?? ''}\n`);
  w.vault.onStep = () => undefined;
  return w;
}

async function moved(): Promise<MigrateWorld> {
  const w = new MigrateWorld(files);
  expect((await w.run('migrate', '--yes', 'w')).code).toBe(0);
  return w;
}

describe('an interrupted run', () => {
  test('leaves what was not reached, and is continued where it stopped', async () => {
    const w = await interrupted();
    expect([w.read('w/a.yaml'), w.read('w/b.yaml'), w.read('w/c.yaml')]).toEqual([
      reference('a'),
      files['w/b.yaml'],
      files['w/c.yaml'],
    ]);
    const { code, stdout } = await w.run('migrate', '--continue', '--yes');
    expect(stdout).toContain('w/b.yaml:1 -> secret/w/b#password (create): moved.');
    expect(stdout).toContain('3 of 3 secrets moved.');
    expect(code).toBe(0);
    for (const name of ['a', 'b', 'c']) {
      expect(w.read(`w/${name}.yaml`)).toBe(reference(name));
      expect(w.vault.versionsOf(secret(name))).toEqual([{ password: value(name) }]);
    }
  });

  test('is asked for before it goes on', async () => {
    const w = await interrupted();
    const alone = await w.run('migrate', '--continue');
    expect(alone.code).toBe(3);
    expect(alone.stderr).toContain('nobody can be asked');
    w.answers = { 'Go on with it?': false };
    const { code, stderr } = await w.run('migrate', '--continue', w.runs()[0] ?? '');
    expect(code).toBe(3);
    expect(stderr).toMatch(/^The run of \S+ moves 3 secrets of 3 files to https:\S+ \(root namespace\)\.\n/);
    expect(w.read('w/b.yaml')).toBe(files['w/b.yaml']);
  });

  test('goes on at no other server', async () => {
    const w = await interrupted();
    w.vault.origin = 'https://elsewhere.example:8200';
    const { code, stderr } = await w.run('migrate', '--continue', '--yes');
    expect(code).toBe(3);
    expect(stderr).toBe('This run belongs to https://vault.example:8200: sign in there first.\n');
    expect(w.read('w/b.yaml')).toBe(files['w/b.yaml']);
  });

  test('is taken back as far as it came', async () => {
    const w = await interrupted();
    const { code, stdout } = await w.run('undo', '--yes');
    expect(stdout).toContain('3 of 3 secrets restored.');
    expect(stdout).toContain('secret/w/a#password: removed in Vault.');
    // The write that was cut short may have happened, for all that the journal tells.
    expect(stdout).toContain(
      'secret/w/b#password: kept in Vault. Nobody knows whether this run has written it',
    );
    expect(code).toBe(1);
    expect(w.read('w/a.yaml')).toBe(files['w/a.yaml']);
    expect(w.vault.peek(secret('a'))).toBeUndefined();
  });

  test('what a crash has left beside a file goes when the run goes on, back or away', async () => {
    const left = '.c.yaml.vault-refs-0123456789abcdef.tmp';
    for (const args of [
      ['migrate', '--continue', '--yes'],
      ['undo', '--yes'],
    ]) {
      const w = await interrupted();
      w.write(`w/${left}`, files['w/c.yaml']);
      // It is beside a file that needs no change any more as well.
      w.write(`w/${left.replace('.c.', '.a.')}`, files['w/a.yaml']);
      await w.run(...args);
      expect(readdirSync(join(w.folder, 'w')).sort()).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
    }
    const w = await interrupted();
    w.write(`w/${left}`, files['w/c.yaml']);
    expect((await w.run('runs', '--dismiss', w.runs()[0] ?? '')).code).toBe(0);
    expect(readdirSync(join(w.folder, 'w')).sort()).toEqual(['a.yaml', 'b.yaml', 'c.yaml']);
  });

  test('several are listed and one has to be named', async () => {
    const w = await interrupted();
    writeFileSync(join(w.folder, 'w/d.yaml'), `password: ${value('d')}\n`);
    w.vault.onStep = ({ call, when }) => {
      if (call === 'writeKeys' && when === 'before') w.interrupt();
    };
    expect((await w.run('migrate', '--yes', 'w/d.yaml')).code).toBe(1);
    w.vault.onStep = () => undefined;
    const { code, stderr } = await w.run('migrate', '--continue', '--yes');
    expect(code).toBe(3);
    expect(stderr).toMatch(/^There are several; name one\./);
    for (const run of w.runs()) expect(stderr).toContain(run);
  });

  test('before anything is written leaves nothing', async () => {
    const w = new MigrateWorld(files);
    w.vault.onStep = ({ call }) => {
      if (call === 'readCurrent') w.interrupt();
    };
    const { code, stderr } = await w.run('migrate', '--yes', 'w');
    expect(code).toBe(3);
    expect(stderr).toMatch(/You cancelled it before anything was written\.\n$/);
    expect(w.runs()).toEqual([]);
  });
});

describe('vault-refs migrate --continue', () => {
  test.each([[[]], [['0123456789abcdef']], [['../../x']]])('without such a run: %j', async (names) => {
    const w = await moved();
    const { code, stderr } = await w.run('migrate', '--continue', '--yes', ...names);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^There is no /);
  });

  test('a failure of Vault leaves the rest for later, when it works again', async () => {
    const w = new MigrateWorld(files);
    w.vault.onStep = ({ call, when, secret: at }) => {
      if (call === 'writeKeys' && when === 'before' && at?.path === 'w/b')
        throw new StoreError('sealed', 'x');
    };
    const first = await w.run('migrate', '--yes', 'w');
    expect(first.code).toBe(1);
    expect(first.stdout).toContain(
      'w/b.yaml:1:11 -> secret/w/b#password (create): not moved; the file has its plaintext. Vault is sealed.',
    );
    expect(first.stdout).toContain('2 of 3 secrets moved.');
    w.vault.onStep = () => undefined;
    expect((await w.run('migrate', '--continue', '--yes')).code).toBe(0);
    expect(w.read('w/b.yaml')).toBe(reference('b'));
  });

  test('JSON of a continued run has lines, and null where nothing more is known', async () => {
    const w = await interrupted();
    const { entries } = reportIn(await w.run('migrate', '--continue', '--yes', '--format', 'json'));
    expect(entries[1]).toMatchObject({ file: 'w/b.yaml', line: 1, col_start: null, status: 'moved' });
  });
});

describe('vault-refs undo', () => {
  test('restores the files and removes the keys', async () => {
    const w = await moved();
    const { code, stdout } = await w.run('undo', '--yes');
    expect(code).toBe(0);
    expect(stdout).toContain('secret/w/a#password: removed in Vault.');
    for (const name of ['a', 'b', 'c'] as const) {
      expect(w.read(`w/${name}.yaml`)).toBe(files[`w/${name}.yaml`]);
      expect(w.vault.peek(secret(name))).toBeUndefined();
    }
    const again = await w.run('undo', '--yes');
    expect(again).toMatchObject({ code: 3, stderr: 'There is no run to take back.\n' });
  });

  test('asks twice: for the files, and for Vault after telling which keys', async () => {
    const w = await moved();
    w.answers = { 'Put it back?': true, 'Remove them from Vault?': false };
    const { code, stdout, stderr } = await w.run('undo');
    expect(w.questions).toEqual(['Put it back? [y/N] ', 'Remove them from Vault? [y/N] ']);
    expect(stderr).toContain('3 keys in Vault:\n- secret/w/a#password\n');
    expect(stderr).toContain('Nothing below the folders of the run refers to them.\n');
    expect(stdout).toContain('secret/w/a#password: kept in Vault. You wanted it kept.');
    expect(code).toBe(1);
    expect(w.read('w/a.yaml')).toBe(files['w/a.yaml']);
    expect(w.vault.peek(secret('a'))).toEqual({ password: value('a') });
  });

  test('without a terminal and --yes, or after a no, nothing is written', async () => {
    const w = await moved();
    expect((await w.run('undo')).stderr).toContain('nobody can be asked');
    w.answers = { 'Put it back?': false };
    expect((await w.run('undo')).code).toBe(3);
    expect(w.read('w/a.yaml')).toBe(reference('a'));
  });

  test('--yes keeps keys that another file uses; a person is told where', async () => {
    const w = await moved();
    w.write('w/user.json', `{\n  "password": "secret/w/a#password"\n}\n`);
    const kept = await w.run('undo', '--yes');
    expect(kept.code).toBe(1);
    expect(kept.stderr).toContain('Still used here:\n- w/user.json:2 secret/w/a#password\n');
    expect(w.vault.peek(secret('a'))).toEqual({ password: value('a') });
    expect(w.read('w/a.yaml')).toBe(files['w/a.yaml']);
  });

  test('--yes keeps keys when a file cannot be looked at, as it may use them', async () => {
    const w = await moved();
    w.write('w/large.json', JSON.stringify({ text: 'x'.repeat(7_000_000) }));
    const kept = await w.run('undo', '--yes');
    expect(kept.code).toBe(1);
    expect(kept.stderr).toContain('Not looked at: w/large.json\n');
    expect(w.vault.peek(secret('a'))).toEqual({ password: value('a') });
  });

  test.each([
    'dataFrom:\n- extract:\n    key: secret/w/a\n',
    'avp.kubernetes.io/path: "secret/data/w/a"\n',
    'all: ref+vault://secret/w/a\n',
  ])('a use of the whole secret counts as well: %j', async (text) => {
    const w = await moved();
    w.write('w/user.yaml', text);
    const kept = await w.run('undo', '--yes');
    expect(kept.stderr).toMatch(/Still used here:\n- w\/user\.yaml:\d secret\/w\/a#password\n/);
    expect(w.vault.peek(secret('a'))).toEqual({ password: value('a') });
  });

  test.each([
    'a: secret/w/a2#password\n',
    'a: secret/w/a#other\n',
    'a: secret/w/a/b#password\n',
    'a: my-secret/w/a\n',
  ])('what only looks like it does not count: %j', async (text) => {
    const w = await moved();
    w.write('w/user.yaml', text);
    expect((await w.run('undo', '--yes')).stderr).not.toContain('Still used here');
    expect(w.vault.peek(secret('a'))).toBeUndefined();
  });

  test('a use in the form of another tool counts as well', async () => {
    const w = await moved();
    w.write('w/user.yaml', 'a: ref+vault://secret/w/b#/password\nb: vault:secret/data/w/c#password\n');
    const { stderr } = await w.run('undo', '--yes');
    expect(stderr).toContain('- w/user.yaml:1 secret/w/b#password\n- w/user.yaml:2 secret/w/c#password\n');
  });

  test("a file that was changed since keeps its change, and a key with another's value stays", async () => {
    const w = await moved();
    w.write('w/a.yaml', `# new\n${reference('a')}more: 1\n`);
    w.write('w/b.yaml', 'password: other\n');
    w.vault.put(secret('c'), { password: 'theirs' });
    const { code, stdout } = await w.run('undo', '--yes');
    expect(code).toBe(1);
    expect(w.read('w/a.yaml')).toBe(`# new\n${files['w/a.yaml']}more: 1\n`);
    expect(w.read('w/b.yaml')).toBe('password: other\n');
    expect(w.read('w/c.yaml')).toBe(files['w/c.yaml']);
    expect(stdout).toContain(
      'not restored; the file is as it was. The reference is no longer where it was put.',
    );
    expect(stdout).toContain('secret/w/c#password: kept in Vault. Somebody else has changed it since.');
    expect(w.vault.peek(secret('c'))).toEqual({ password: 'theirs' });
  });

  test('on KV v1 removal is final, which is asked on its own', async () => {
    const w = new MigrateWorld(files);
    w.mounts = [{ path: 'secret', kvVersion: 1 }];
    w.vault.mount('secret', { kvVersion: 1 });
    expect((await w.run('migrate', '--yes', '--kv-v1', 'w')).code).toBe(0);
    w.answers = { 'Put it back?': true, 'Remove them from Vault?': true, 'that is final': false };
    const kept = await w.run('undo');
    expect(kept.code).toBe(1);
    expect(kept.stdout).toContain('Deleting from KV v1 is final, and nobody has confirmed that');
    expect(w.vault.peek(secret('a'))).toEqual({ password: value('a') });
    w.answers = { ...w.answers, 'that is final': true };
    expect((await w.run('undo')).code).toBe(0);
    expect(w.vault.peek(secret('a'))).toBeUndefined();
  });
});

describe('vault-refs runs', () => {
  test('lists runs with their state, as text and as JSON', async () => {
    const w = await interrupted();
    const [run = ''] = w.runs();
    const text = await w.run('runs');
    expect(text.code).toBe(1);
    expect(text.stdout).toMatch(
      new RegExp(`^${run}  \\S+Z  unfinished  1 of 3 moved  https://vault\\.example:8200\\n$`),
    );
    await w.run('migrate', '--continue', '--yes');
    const json = await w.run('runs', '--format', 'json');
    expect(json.code).toBe(0);
    expect(JSON.parse(json.stdout)).toEqual({
      runs: [
        {
          run,
          started_at: expect.stringMatching(/Z$/) as string,
          state: 'finished',
          secrets: 3,
          moved: 3,
          origin: 'https://vault.example:8200',
          namespace: '',
          folders: [expect.stringMatching(/^file:.*\/w$/) as string],
          at_work: false,
        },
      ],
    });
  });

  test('without runs there is nothing to list', async () => {
    expect(await new MigrateWorld({}).run('runs')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('a dismissed run is gone, with its key', async () => {
    const w = await moved();
    const [run = ''] = w.runs();
    expect(await w.run('runs', '--dismiss', run)).toMatchObject({ code: 0 });
    expect(w.kept()).not.toContain(run);
    expect((await w.run('undo', '--yes', run)).code).toBe(3);
    expect((await w.run('runs', '--dismiss', run)).code).toBe(0);
  });

  test.each(['x', '../../etc/passwd', ''])('what is no run is not dismissed: %j', async (name) => {
    expect((await (await moved()).run('runs', '--dismiss', name)).code).toBe(3);
  });

  test('wrong arguments are wrong usage', async () => {
    expect((await new MigrateWorld({}).run('runs', 'x')).code).toBe(2);
    expect((await new MigrateWorld({}).run('runs', '--format', 'x')).code).toBe(2);
  });
});

describe('no value is told or kept', () => {
  test('by any command, whatever becomes of it', async () => {
    const canary = createCanary();
    const text = (n: number): string =>
      `password: "${canary.secret}${n}" # ${n}\nother:\n  - token: ${canary.token}${n}\n`;
    const w = new MigrateWorld({
      'w/a.yaml': text(1),
      'w/b.yaml': text(2),
      'w/broken.yaml': `a: [\n${text(3)}`,
      'w/url.yaml': `url: postgres://app:${canary.secret}@db/x\n`,
    });
    const outputs: unknown[] = [];
    const run = async (...args: readonly string[]): Promise<void> => {
      outputs.push(await w.run(...args));
    };
    await run('migrate', '--dry-run', 'w');
    await run('migrate', '--dry-run', '--format', 'json', 'w');
    await run('migrate', '--yes', `--to`, `secret/${canary.secret}`, 'w');
    w.vault.put({ mount: 'secret', path: 'w/a' }, { password: `${canary.secret}-theirs` });
    await run('migrate', '--yes', 'w');
    w.vault.onStep = ({ call, when, secret: at }) => {
      if (call === 'writeKeys' && when === 'after' && at?.path === 'w/b') throw new Error(canary.secret);
    };
    await run('migrate', '--yes', '--leave-blocked', 'w');
    w.vault.onStep = () => undefined;
    await run('migrate', '--continue', '--yes', '--format', 'json');
    await run('runs');
    await run('runs', '--format', 'json');
    w.write('w/user.yaml', 'a: secret/w/b#password\n');
    await run('undo');
    await run('undo', '--yes');
    await run('undo', '--yes', '--format', 'json');
    // The question alone would be enough to leak one.
    w.answers = yesTo('Put it back?', 'Remove them');
    await run('undo');
    expect(w.runs()).toHaveLength(1);
    // What a person typed on the command line themselves is not repeated either.
    expectNoLeak(canary, outputs, w.questions, w.kept());
  });
});

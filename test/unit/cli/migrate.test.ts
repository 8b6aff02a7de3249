import { chmodSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MigrateWorld, origin, reportIn, yesTo } from './migrateWorld.ts';

const first = 'Zq7-Made-Up-9vK2';
const second = 'Kp3-Another-Made-Up-55';
const files = {
  'app/db.yaml': `\ufeff# why\r\ndb:\r\n  password: "${first}" # keep\r\nname: shop\r\n`,
  'app/b.json': `{"api_token": "${second}", "n": 1}`,
};

const world = (more: Readonly<Record<string, string | Uint8Array>> = {}): MigrateWorld =>
  new MigrateWorld({ ...files, ...more });

describe('vault-refs migrate', () => {
  test('moves the secrets of a folder, and every other byte stays', async () => {
    const w = world();
    const before = w.read('app/db.yaml');
    const { code, stdout, stderr } = await w.run('migrate', '--yes', 'app');
    expect(stderr).toMatch(/^To take it back: vault-refs undo [0-9a-f]{16}\n$/);
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      'app/b.json:1:16 -> secret/app/b#api_token (create): moved.',
      'app/db.yaml:3:14 -> secret/app/db#db_password (create): moved.',
    ]);
    expect(stdout).toContain('rotate what was moved');
    expect(stdout).toMatch(/\n2 of 2 secrets moved\.\n$/);
    expect(code).toBe(0);
    expect(w.read('app/db.yaml')).toBe(before.replace(first, 'secret/app/db#db_password'));
    expect(w.read('app/b.json')).toBe('{"api_token": "secret/app/b#api_token", "n": 1}');
    expect(w.vault.peek({ mount: 'secret', path: 'app/db' })).toEqual({ db_password: first });
    expect(w.vault.peek({ mount: 'secret', path: 'app/b' })).toEqual({ api_token: second });
  });

  test('the JSON report has the documented keys, and positions as those of a scan', async () => {
    const w = world();
    const scanned = await w.run('scan', '--format', 'jsonl', 'app');
    const moved = await w.run('migrate', '--yes', '--format', 'json', 'app');
    const { run, entries } = reportIn(moved);
    expect(w.runs()).toEqual([run]);
    expect(entries[1]).toEqual({
      file: 'db.yaml',
      line: 3,
      col_start: 14,
      end_line: 3,
      col_end: 14 + first.length,
      mount: 'secret',
      path: 'app/db',
      key: 'db_password',
      action: 'create',
      reference: 'secret/app/db#db_password',
      status: 'moved',
      reason: null,
    });
    const places = scanned.stdout.trim().split('\n');
    expect(entries.map(placeOf)).toEqual(
      places.map((line) => placeOf(JSON.parse(line) as Record<string, unknown>)),
    );
  });

  test.each([
    ['--format', 'text'],
    ['--format', 'json'],
  ])('a dry run writes nothing, neither to Vault nor to disk (%s %s)', async (...format) => {
    const w = world();
    const { code, stdout } = await w.run('migrate', '--dry-run', '--yes', ...format, 'app');
    expect(code).toBe(0);
    expect(stdout).toContain(format[1] === 'json' ? '"status":"planned"' : 'would be moved');
    expect(w.vault.calls.filter((call) => call === 'writeKeys' || call === 'annotate')).toEqual([]);
    expect(w.read('app/b.json')).toBe(files['app/b.json']);
    expect(w.kept()).toBe('');
  });

  test('a dry run without Vault shows the targets, with unknown actions', async () => {
    const w = world();
    w.isSignedIn = false;
    w.vault.origin = undefined;
    const result = await w.run('migrate', '--dry-run', '--format', 'json', 'app');
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('Not signed in: Made up: denied.\n');
    const { run, entries } = reportIn(result);
    expect(run).toBeNull();
    expect(entries.map(({ action, reference }) => [action, reference])).toEqual([
      ['unknown', 'secret/app/b#api_token'],
      ['unknown', 'secret/app/db#db_password'],
    ]);
  });

  test('without being signed in nothing is begun', async () => {
    const w = world();
    w.isSignedIn = false;
    const result = await w.run('migrate', '--yes', 'app');
    expect(result).toEqual({ code: 3, stdout: '', stderr: 'Not signed in: Made up: denied.\n' });
    expect(w.kept()).toBe('');
  });

  test('without a terminal and --yes nothing is written', async () => {
    const w = world();
    const { code, stderr } = await w.run('migrate', 'app');
    expect(code).toBe(3);
    expect(stderr).toMatch(/Nothing was written: nobody can be asked, so give --yes\.\n$/);
    expect(w.vault.calls).not.toContain('writeKeys');
    expect(w.kept()).toBe('');
  });

  test('asks with origin, namespace, mount and counts; a no writes nothing', async () => {
    const w = world();
    w.vault.put({ mount: 'secret', path: 'app/b' }, { theirs: 'made-up' });
    w.answers = { 'Move them?': false };
    const { code, stderr } = await w.run('migrate', 'app');
    expect(code).toBe(3);
    expect(stderr).toBe(
      `2 secrets of 2 files would go to ${origin} (root namespace).\n` +
        'Mount: secret. 2 paths: 1 key of new paths, 1 added to existing ones, 0 there already with the same value.\n' +
        'Nothing was written.\n',
    );
    expect(w.questions).toEqual(['Move them? [y/N] ']);
    expect(w.kept()).toBe('');
    w.answers = yesTo('Move them?');
    expect((await w.run('migrate', 'app')).code).toBe(0);
  });

  test('files without secrets need no Vault', async () => {
    const w = new MigrateWorld({ 'a.yaml': 'name: shop\n' });
    w.isSignedIn = false;
    const { code, stdout } = await w.run('migrate', '--yes', '--format', 'json', '.');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '{"run":null,"entries":[]}\n' });
  });

  test('a PATH that is not there is told before anything is done', async () => {
    const w = world();
    const { code, stderr } = await w.run('migrate', '--yes', 'app', 'none');
    expect(code).toBe(3);
    expect(stderr).toContain('skipped none: cannot be read (ENOENT)');
    expect(w.vault.calls).toEqual([]);
  });

  test('a file that is named is planned from its folder', async () => {
    const w = world();
    const { stdout } = await w.run('migrate', '--yes', 'app/db.yaml');
    expect(stdout).toContain('app/db.yaml:3:14 -> secret/app/db#db_password (create): moved.');
    expect(w.read('app/b.json')).toBe(files['app/b.json']);
  });

  test('overlapping PATHs move each secret once, planned from the innermost', async () => {
    const w = new MigrateWorld({ 'w/a.yaml': `password: ${first}\n`, 'w/sub/b.yaml': `token: ${second}\n` });
    const { code, stdout } = await w.run('migrate', '--yes', 'w/sub', 'w', 'w/a.yaml');
    expect(stdout).toContain('2 of 2 secrets moved.');
    expect(code).toBe(0);
    expect(w.read('w/sub/b.yaml')).toBe('token: secret/sub/b#token\n');
  });

  test('a PATH may be a link, which stays one', async () => {
    const w = world();
    symlinkSync('app', join(w.folder, 'link'));
    expect((await w.run('migrate', '--yes', 'link')).code).toBe(0);
    expect(w.read('app/b.json')).toBe('{"api_token": "secret/link/b#api_token", "n": 1}');
    expect((await w.run('undo', '--yes')).code).toBe(0);
    expect(w.read('app/b.json')).toBe(files['app/b.json']);
  });

  test('a name that a terminal would obey is written out', async () => {
    const w = new MigrateWorld({ 'w/a\u001b[31m.yaml': `password: ${first}\n` });
    for (const args of [['--dry-run'], ['--dry-run', '--format', 'json'], ['--yes']]) {
      const { stdout, stderr } = await w.run('migrate', ...args, 'w');
      expect(`${stdout}${stderr}`).not.toContain('\u001b');
    }
    expect((await w.run('undo', '--yes')).stdout).not.toContain('\u001b');
  });

  test.each([
    [[]],
    [['--to', 'no-key', '.']],
    [['--to', 'secret/${nope}#k', '.']],
    [['--reference-format', 'x', '.']],
    [['--share', 'x', '.']],
    [['--min-confidence', 'x', '.']],
    [['--format', 'sarif', '.']],
    [['--exclude', '', '.']],
    [['--config', '', '.']],
    [['--continue', '--dry-run']],
    [['--continue', '--to', 'secret/a#k']],
    [['--continue', 'one', 'two']],
    [['']],
    [['--yse', '.']],
    [['--namespace', 'x', '.']],
  ])('wrong arguments are wrong usage: %j', async (args) => {
    const w = world();
    expect((await w.run('migrate', ...args)).code).toBe(2);
    expect(w.vault.calls).toEqual([]);
  });

  test('--exclude, --min-confidence and .gitignore say what is moved', async () => {
    const w = world({ 'app/.gitignore': 'ignored.yaml\n', 'app/ignored.yaml': `password: ${second}-x\n` });
    const { stdout } = await w.run('migrate', '--dry-run', '--exclude', '*.json', 'app');
    expect(stdout).toMatch(/^app\/db\.yaml:3:14 .*\n1 of 1 secret would/);
    expect((await w.run('migrate', '--dry-run', '--no-gitignore', 'app')).stdout).toContain('ignored.yaml');
    const certain = await w.run('migrate', '--dry-run', '--min-confidence', 'certain', 'app');
    expect(certain).toMatchObject({ code: 0, stdout: expect.stringMatching(/^0 of 0/) as string });
  });

  test('--reference-format, --share and --to decide about references and places', async () => {
    const w = new MigrateWorld({ 'a/x.yaml': `one_password: ${first}\ntwo_password: ${first}\n` });
    const options = ['--reference-format', 'vals', '--share', 'always', '--to', 'secret/team#${key}'];
    const { code } = await w.run('migrate', '--yes', ...options, 'a');
    expect(code).toBe(0);
    const reference = 'ref+vault://secret/team#/one_password';
    expect(w.read('a/x.yaml')).toBe(`one_password: ${reference}\ntwo_password: ${reference}\n`);
    expect(w.vault.peek({ mount: 'secret', path: 'team' })).toEqual({ one_password: first });
  });
});

describe('what a person has to agree to on its own', () => {
  const target = 'secret/from-config/${fileBasename}#${keyPath}';
  const config = JSON.stringify({ 'vaultRefs.migration.target': target });

  test('a template of a file: asked for, and shown', async () => {
    const w = world({ 'settings.json': config });
    w.answers = { 'Is that where you want them?': false };
    const { code, stderr } = await w.run('migrate', '--config', 'settings.json', 'app');
    expect(code).toBe(3);
    expect(stderr).toContain(`The --config FILE says where the secrets go: ${target}\n`);
    expect(w.vault.calls).not.toContain('writeKeys');
    w.answers = yesTo('Is that where you want them?', 'Move them?');
    expect((await w.run('migrate', '--config', 'settings.json', 'app')).code).toBe(0);
    expect(w.questions.slice(1)).toEqual(['Is that where you want them? [y/N] ', 'Move them? [y/N] ']);
    expect(w.vault.peek({ mount: 'secret', path: 'from-config/db.yaml' })).toEqual({ db_password: first });
  });

  test('a template of a file: --yes does not agree to it, unless --to repeats it', async () => {
    const w = world({ 'settings.json': config });
    const refused = await w.run('migrate', '--yes', '--config', 'settings.json', 'app');
    expect(refused.code).toBe(3);
    expect(refused.stderr).toMatch(/Repeat its template by --to\.\n$/);
    expect(w.vault.calls).not.toContain('writeKeys');
    expect((await w.run('migrate', '--yes', '--config', 'settings.json', '--to', target, 'app')).code).toBe(
      0,
    );
  });

  test('a template of a file that is none stops everything', async () => {
    const w = world({ 'settings.json': JSON.stringify({ migration: { target: 'x' } }) });
    const { code, stderr } = await w.run('migrate', '--yes', '--config', 'settings.json', 'app');
    expect(code).toBe(3);
    expect(stderr).toContain('The --config FILE: A template has one `#`');
  });

  test('the race of KV v1, which --yes alone does not speak for', async () => {
    const w = world();
    w.mounts = [{ path: 'secret', kvVersion: 1 }];
    w.vault.mount('secret', { kvVersion: 1 });
    const alone = await w.run('migrate', '--yes', 'app');
    expect(alone.code).toBe(3);
    expect(alone.stderr).toMatch(/Give --kv-v1 to agree to that\.\n$/);
    w.answers = { 'Write them all the same?': false };
    expect((await w.run('migrate', 'app')).code).toBe(3);
    expect(w.vault.calls).not.toContain('writeKeys');
    expect((await w.run('migrate', '--yes', '--kv-v1', 'app')).code).toBe(0);
    expect(w.vault.peek({ mount: 'secret', path: 'app/b' })).toEqual({ api_token: second });
  });

  test('a mount that nobody named is no place to go to unasked', async () => {
    const w = world();
    w.mounts = [{ path: 'foreign', kvVersion: 2 }];
    w.vault.mount('foreign', { kvVersion: 2 });
    const refused = await w.run('migrate', '--yes', 'app');
    expect(refused.code).toBe(3);
    expect(refused.stderr).toContain('name one by --to');
    expect(w.vault.calls).not.toContain('writeKeys');
    w.answers = yesTo('Move them?');
    const asked = await w.run('migrate', 'app');
    expect(asked.code).toBe(0);
    expect(asked.stderr).toContain('Mount: foreign.');
  });
});

describe('what stands in the way', () => {
  test('another value in Vault refuses the whole run, and --leave-blocked goes without it', async () => {
    const w = world();
    w.vault.put({ mount: 'secret', path: 'app/b' }, { api_token: 'theirs' });
    const refused = await w.run('migrate', '--yes', 'app');
    expect(refused.code).toBe(3);
    expect(refused.stdout).toContain('secret/app/b#api_token already holds another value');
    expect(refused.stdout).toContain('Mend this first:');
    expect(refused.stderr).toMatch(/or go without it by --leave-blocked\.\n$/);
    expect(w.kept()).toBe('');
    const rest = await w.run('migrate', '--yes', '--leave-blocked', '--format', 'json', 'app');
    expect(rest.code).toBe(1);
    expect(reportIn(rest).entries.map(({ status }) => status)).toEqual(['left-out', 'moved']);
    expect(w.read('app/b.json')).toBe(files['app/b.json']);
    expect(w.vault.peek({ mount: 'secret', path: 'app/b' })).toEqual({ api_token: 'theirs' });
  });

  test('with everything blocked, --leave-blocked writes nothing', async () => {
    const w = world();
    w.vault.mount('secret', { kvVersion: 2, deleteVersionAfter: '1h' });
    const { code, stdout } = await w.run('migrate', '--yes', '--leave-blocked', 'app');
    expect(code).toBe(1);
    expect(stdout).toContain('0 of 2 secrets would be moved');
    expect(w.vault.calls).not.toContain('writeKeys');
  });

  test('files that cannot be changed are named, and the rest may go', async () => {
    const w = world({
      'app/latin.yaml': Buffer.from(`password: ${second}-1\n# caf\xe9\n`, 'latin1'),
      'app/fixed.yaml': `password: ${second}-2\n`,
    });
    chmodSync(join(w.folder, 'app/fixed.yaml'), 0o444);
    const refused = await w.run('migrate', '--yes', 'app');
    expect(refused.code).toBe(3);
    expect(refused.stdout).toContain('- The file cannot be written: app/fixed.yaml.');
    expect(refused.stdout).toContain('- The file is not UTF-8 text: app/latin.yaml.');
    const rest = await w.run('migrate', '--yes', '--leave-blocked', 'app');
    expect(rest.code).toBe(1);
    expect(rest.stdout).toContain('2 of 4 secrets moved');
    expect(w.read('app/fixed.yaml')).toBe(`password: ${second}-2\n`);
    expect(w.read('app/latin.yaml')).toBe(`password: ${second}-1\n# caf\xe9\n`);
  });

  test('what no reference can stand for is left, with the reason', async () => {
    const url = 'postgres://app:Xk29-Made-Up-77q@db/x';
    const w = world({ 'app/url.yaml': `url: ${url}\n` });
    const { code, stdout } = await w.run('migrate', '--yes', 'app');
    expect(code).toBe(1);
    expect(stdout).toMatch(/app\/url\.yaml:1:\d+ .*: left out\. \S.*\n/);
    expect(stdout).toContain('2 of 3 secrets moved');
    expect(w.read('app/url.yaml')).toBe(`url: ${url}\n`);
  });
});

function placeOf({ file, line, col_start, end_line, col_end }: Record<string, unknown>): unknown {
  return [file, line, col_start, end_line, col_end];
}

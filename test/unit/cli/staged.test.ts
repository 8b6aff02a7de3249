import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { gitRepository, repositoryIn, type TestRepository } from '../../support/gitRepository.ts';
import { folderWith, run, type Run } from './capturedContext.ts';

/** Visibly made up, yet nothing but a secret by its key and shape. */
const made = 'Zq7-Made-Up-9vK2';
const secret = `db_password: ${made}\n`;
const clean = 'replicas: 3\n';

function scanStaged(
  { folder, environment }: TestRepository,
  args: readonly string[] = [],
  below = '',
): Promise<Run> {
  return run(['scan', '--staged', ...args], join(folder, below), { environment });
}

describe('vault-refs scan --staged', () => {
  test('reads the index and not the work tree', async () => {
    const repository = gitRepository();
    repository.commit({ 'a.yaml': clean, 'b.yaml': clean });
    repository.write({ 'a.yaml': secret });
    repository.git('add', 'a.yaml');
    repository.write({ 'a.yaml': clean, 'b.yaml': secret });
    const { code, stdout, stderr } = await scanStaged(repository);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^a\.yaml:1:14 keyed-password [^\n]+\n$/);
    expect(stderr).toBe('Plaintext secrets: 1, files read: 1.\n');
  });

  test('works before the first commit, and is clean with nothing staged', async () => {
    const repository = gitRepository();
    expect(await scanStaged(repository)).toMatchObject({ code: 0, stdout: '' });
    repository.write({ 'a.yaml': secret });
    expect(await scanStaged(repository)).toMatchObject({ code: 0, stdout: '' });
    repository.git('add', 'a.yaml');
    expect(await scanStaged(repository)).toMatchObject({ code: 1 });
  });

  test('looks at what is added, changed and renamed, and not at what is deleted', async () => {
    const repository = gitRepository();
    repository.commit({
      'changed.yaml': clean,
      'old.yaml': secret,
      'gone.yaml': secret,
      'same.yaml': secret,
    });
    repository.write({ 'changed.yaml': secret, 'added.json': JSON.stringify({ password: made }) });
    renameSync(join(repository.folder, 'old.yaml'), join(repository.folder, 'new.yaml'));
    rmSync(join(repository.folder, 'gone.yaml'));
    repository.git('add', '--all');
    const { stdout } = await scanStaged(repository);
    expect(stdout.split('\n').map((line) => line.split(':')[0])).toEqual([
      'added.json',
      'changed.yaml',
      'new.yaml',
      '',
    ]);
  });

  test('names files from where it runs, and limits by PATHs', async () => {
    const repository = gitRepository();
    repository.write({ 'top.yaml': secret, 'deploy/a.yaml': secret, 'deploy/sub/b.yaml': secret });
    repository.git('add', '--all');
    const names = ({ stdout }: Run): readonly string[] =>
      stdout
        .split('\n')
        .map((line) => line.split(':')[0] ?? '')
        .slice(0, -1);
    expect(names(await scanStaged(repository, [], 'deploy'))).toEqual([
      'a.yaml',
      'sub/b.yaml',
      '../top.yaml',
    ]);
    expect(names(await scanStaged(repository, ['sub'], 'deploy'))).toEqual(['sub/b.yaml']);
    expect(names(await scanStaged(repository, ['../top.yaml', '--', 'a.yaml'], 'deploy'))).toEqual([
      'a.yaml',
      '../top.yaml',
    ]);
    expect(names(await scanStaged(repository, [join(repository.folder, 'top.yaml')]))).toEqual(['top.yaml']);
    const { stdout } = await scanStaged(repository, ['--format', 'jsonl', 'sub'], 'deploy');
    expect(JSON.parse(stdout)).toMatchObject({ file: 'deploy/sub/b.yaml' });
  });

  test('takes names as they are: patterns, options, line breaks, quotes', async () => {
    const repository = gitRepository();
    const names = ['-x.yaml', '*.yaml', ':(glob)a.yaml', 'a\nb.yaml', 'tab\t"q".yaml', 'ü 漢.yaml'];
    repository.write(Object.fromEntries(names.map((name) => [name, secret])));
    repository.git('add', '--all');
    const all = await scanStaged(repository, ['--format', 'jsonl']);
    const files = all.stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => (JSON.parse(line) as { file: string }).file);
    expect(files.sort()).toEqual([...names].sort());
    const one = await scanStaged(repository, ['--format', 'jsonl', '--', '*.yaml']);
    expect(one.stdout.split('\n')).toHaveLength(2);
    expect((await scanStaged(repository, ['--', '-x.yaml'])).code).toBe(1);
  });

  test('skips links and other repositories with a reason', async () => {
    const repository = gitRepository();
    repository.write({ 'a.yaml': clean });
    symlinkSync('a.yaml', join(repository.folder, 'link.yaml'));
    const inner = join(repository.folder, 'inner');
    mkdirSync(inner);
    const sub = repositoryIn(inner);
    sub.git('init', '--quiet');
    sub.commit({ 'x.yaml': secret });
    repository.git('add', '--all');
    const { code, stderr } = await scanStaged(repository);
    expect(code).toBe(0);
    expect(stderr.split('\n').sort()).toEqual([
      '',
      'Plaintext secrets: 0, files read: 1.',
      'skipped inner: a repository of its own',
      'skipped link.yaml: a link',
    ]);
  });

  test('skips what is binary, too large or missing, and goes on', async () => {
    const repository = gitRepository();
    repository.write({
      'a-binary.yaml': new Uint8Array([0, 1, 2]),
      'b-large.yaml': 'a: b\n'.repeat(1_300_000),
      'c-missing.yaml': 'a: b\n',
      'd.yaml': secret,
    });
    repository.git('add', '--all');
    const id = repository.git('rev-parse', ':c-missing.yaml').trim();
    rmSync(join(repository.folder, '.git', 'objects', id.slice(0, 2), id.slice(2)), { force: true });
    const { code, stderr } = await scanStaged(repository);
    expect(code).toBe(1);
    expect(stderr.split('\n')).toEqual([
      'skipped a-binary.yaml: binary or not UTF-8',
      expect.stringMatching(/^skipped b-large\.yaml: larger than \d+ bytes$/),
      'skipped c-missing.yaml: not in the repository',
      'Plaintext secrets: 1, files read: 1.',
      '',
    ]);
  });

  test('skips what a merge left open', async () => {
    const repository = gitRepository();
    repository.commit({ 'a.yaml': 'x: 1\n' });
    repository.git('checkout', '--quiet', '-b', 'other');
    repository.commit({ 'a.yaml': 'x: 2\n' });
    repository.git('checkout', '--quiet', 'main');
    repository.commit({ 'a.yaml': 'x: 3\n' });
    expect(() => repository.git('merge', 'other')).toThrow();
    const { stderr } = await scanStaged(repository);
    expect(stderr).toContain('skipped a.yaml: not merged yet\n');
  });

  test('uses the index that a hook is given', async () => {
    const repository = gitRepository();
    repository.commit({ 'a.yaml': clean });
    repository.write({ 'a.yaml': secret });
    const hook = repositoryIn(repository.folder, {
      GIT_INDEX_FILE: join(repository.folder, '.git', 'other'),
    });
    hook.git('read-tree', 'HEAD');
    expect((await scanStaged(hook)).code).toBe(0);
    hook.git('add', 'a.yaml');
    expect((await scanStaged(hook)).code).toBe(1);
    expect((await scanStaged(repository)).code).toBe(0);
  });

  test('runs no program that the repository names', async () => {
    const repository = gitRepository();
    const trap = join(repository.folder, 'trap.sh');
    const sprung = join(repository.folder, 'sprung');
    writeFileSync(trap, `#!/bin/sh\necho x >> '${sprung}'\ncat\n`);
    chmodSync(trap, 0o755);
    repository.write({
      '.gitattributes': '*.yaml filter=trap diff=trap\n',
      'a.yaml': secret,
      'b.yaml': secret,
    });
    repository.git('add', '--all');
    const settings = {
      'core.fsmonitor': trap,
      'core.hooksPath': repository.folder,
      'core.pager': trap,
      'core.alternateRefsCommand': trap,
      'diff.external': trap,
      'diff.trap.command': trap,
      'diff.trap.textconv': trap,
      'filter.trap.clean': trap,
      'filter.trap.smudge': trap,
      'filter.trap.required': 'true',
      'diff.orderFile': '/nowhere',
      'diff.relative': 'true',
      'core.quotePath': 'true',
    };
    for (const [name, value] of Object.entries(settings)) repository.git('config', name, value);
    const environment = { ...repository.environment, GIT_EXTERNAL_DIFF: trap, GIT_PAGER: trap };
    const { code, stdout } = await scanStaged({ ...repository, environment }, [], '.');
    expect({ code, lines: stdout.split('\n').length }).toEqual({ code: 1, lines: 3 });
    expect(existsSync(sprung)).toBe(false);
  });
});

describe('without what it takes', () => {
  test.each([['--staged'], ['--since=HEAD']])('%s outside of a repository', async (option) => {
    const folder = folderWith({ 'a.yaml': secret });
    const environment = { PATH: process.env['PATH'], GIT_CEILING_DIRECTORIES: join(folder, '..') };
    const { code, stdout, stderr } = await run(['scan', option], folder, { environment });
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
    expect(stderr).toBe('There is no git repository with a work tree here.\n');
  });

  test('in the folder .git itself', async () => {
    const { folder, environment } = gitRepository();
    const { code, stderr } = await run(['scan', '--staged'], join(folder, '.git'), { environment });
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: 'There is no git repository with a work tree here.\n',
    });
  });

  test('without git', async () => {
    const { folder } = gitRepository();
    const environment = { PATH: folder };
    const { code, stderr } = await run(['scan', '--staged'], folder, { environment });
    expect({ code, stderr }).toEqual({ code: 3, stderr: 'git is not installed, or not on the PATH.\n' });
  });

  test('with a PATH outside of the repository', async () => {
    const { folder, environment } = gitRepository();
    const { code, stderr } = await run(['scan', '--staged', '../elsewhere'], folder, { environment });
    expect({ code, stderr }).toEqual({ code: 3, stderr: 'git could not do what was asked of it.\n' });
  });
});

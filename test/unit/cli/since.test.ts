import { chmodSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { gitRepository, repositoryIn, type TestRepository } from '../../support/gitRepository.ts';
import { run, type Run } from './capturedContext.ts';

const [made, other] = ['Zq7-Made-Up-9vK2', 'Pw4-Made-Up-3xL8'];

function scanSince(
  { folder, environment }: TestRepository,
  args: readonly string[],
  below = '',
): Promise<Run> {
  return run(['scan', '--since', ...args], join(folder, below), { environment });
}

/** What was found, as `file:line`. */
function places({ stdout }: Run): readonly string[] {
  return stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(':').slice(0, 2).join(':'));
}

const before = `name: shop\ndb_password: ${made}\nreplicas: 3\nport: 1\n`;

describe('vault-refs scan --since', () => {
  test('reports what stands on changed lines, and with --whole-files all of a changed file', async () => {
    const repository = gitRepository();
    repository.commit({ 'a.yaml': before, 'same.yaml': before });
    repository.git('checkout', '--quiet', '-b', 'topic');
    repository.commit({ 'a.yaml': `${before}api_password: ${other}\n` });
    expect(places(await scanSince(repository, ['main']))).toEqual(['a.yaml:5']);
    expect(places(await scanSince(repository, ['main', '--whole-files']))).toEqual(['a.yaml:2', 'a.yaml:5']);
  });

  test('compares with the last common commit, and looks at the work tree', async () => {
    const repository = gitRepository();
    repository.commit({ 'a.yaml': before });
    repository.git('checkout', '--quiet', '-b', 'topic');
    repository.commit({ 'topic.yaml': `password: ${made}\n`, 'later.yaml': `password: ${made}\n` });
    repository.git('checkout', '--quiet', 'main');
    repository.commit({ 'main.yaml': `password: ${made}\n` });
    repository.git('checkout', '--quiet', 'topic');
    repository.write({
      'later.yaml': 'password: secret/app/db#password\n',
      'new.yaml': `password: ${other}\n`,
    });
    expect(places(await scanSince(repository, ['main']))).toEqual(['topic.yaml:1', 'new.yaml:1']);
  });

  test('does not look at what git ignores, links and other repositories', async () => {
    const repository = gitRepository();
    repository.commit({ '.gitignore': 'local.yaml\n' });
    repository.write({ 'local.yaml': `password: ${made}\n` });
    mkdirSync(join(repository.folder, 'inner'));
    const inner = repositoryIn(join(repository.folder, 'inner'));
    inner.git('init', '--quiet');
    inner.commit({ 'x.yaml': `password: ${made}\n` });
    const { code, stderr } = await scanSince(repository, ['HEAD']);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'skipped inner: a repository of its own\nPlaintext secrets: 0, files read: 0.\n',
    });
  });

  test('takes a renamed file for the old one', async () => {
    const repository = gitRepository();
    repository.commit({ 'old name.yaml': before });
    renameSync(join(repository.folder, 'old name.yaml'), join(repository.folder, 'new\n"name".yaml'));
    repository.git('add', '--all');
    expect(places(await scanSince(repository, ['HEAD']))).toEqual([]);
    repository.write({ 'new\n"name".yaml': `password: ${other}\n${before}` });
    repository.git('add', '--all');
    const { stdout } = await scanSince(repository, ['HEAD', '--format', 'jsonl']);
    expect(JSON.parse(stdout)).toMatchObject({ file: 'new\n"name".yaml', line: 1 });
  });

  test('a secret of many lines is news when one of them changed', async () => {
    const repository = gitRepository();
    const key = (body: string): string =>
      [
        'tls: |',
        '  -----BEGIN RSA PRIVATE ' + 'KEY-----',
        `  ${body}`,
        '  -----END RSA PRIVATE ' + 'KEY-----',
        '',
      ].join('\n');
    const body = 'MC4CAQAwBQYDK2VwBCIEIDmadeUpForTestsOnlyQ1w2E3r4T5y6U7i8O9p0AsDf';
    repository.commit({ 'k.yaml': key(body) });
    repository.write({ 'k.yaml': `a: 1\n${key(body)}` });
    expect((await scanSince(repository, ['HEAD'])).code).toBe(0);
    repository.write({ 'k.yaml': key(body.replace('O9p0', 'X1y2')) });
    expect(places(await scanSince(repository, ['HEAD']))).toEqual(['k.yaml:2']);
  });

  test('takes no line for old where git has other lines, and reads what git would call binary', async () => {
    const repository = gitRepository();
    repository.commit({
      'cr.yaml': `a: 1\rdb_password: ${made}\r`,
      'crlf.yaml': before.replaceAll('\n', '\r\n'),
      '.gitattributes': 'bin.yaml binary\n',
      'bin.yaml': before,
    });
    repository.write({
      'cr.yaml': `a: 2\rdb_password: ${made}\r`,
      'crlf.yaml': `x: 1\r\n${before.replaceAll('\n', '\r\n')}`,
      'bin.yaml': `${before}password: ${other}\n`,
    });
    expect(places(await scanSince(repository, ['HEAD']))).toEqual(['bin.yaml:5', 'cr.yaml:2']);
  });

  test('works in a folder below the top, with PATHs as limits', async () => {
    const repository = gitRepository();
    repository.commit({ 'a.yaml': 'x: 1\n' });
    const secret = `password: ${made}\n`;
    repository.write({ 'a.yaml': secret, 'deploy/b.yaml': secret, 'deploy/sub/c.yaml': secret });
    expect(places(await scanSince(repository, ['HEAD'], 'deploy'))).toEqual([
      '../a.yaml:1',
      'b.yaml:1',
      'sub/c.yaml:1',
    ]);
    expect(places(await scanSince(repository, ['HEAD', 'sub'], 'deploy'))).toEqual(['sub/c.yaml:1']);
  });

  test('runs no program that the repository names', async () => {
    const repository = gitRepository();
    repository.commit({ '.gitattributes': '*.yaml filter=trap diff=trap\n', 'a.yaml': before });
    const trap = join(repository.folder, 'trap.sh');
    const sprung = join(repository.folder, 'sprung');
    writeFileSync(trap, `#!/bin/sh\necho x >> '${sprung}'\ncat\n`);
    chmodSync(trap, 0o755);
    repository.write({ 'a.yaml': `${before}password: ${other}\n` });
    for (const name of [
      'core.fsmonitor',
      'diff.external',
      'diff.trap.command',
      'diff.trap.textconv',
      'filter.trap.clean',
      'filter.trap.process',
    ])
      repository.git('config', name, trap);
    repository.git('config', 'filter.trap.required', 'true');
    const { stdout, stderr } = await scanSince(repository, ['HEAD']);
    expect(stderr).toBe('Plaintext secrets: 1, files read: 1.\n');
    expect(stdout).toMatch(/^a\.yaml:5:/);
    expect(existsSync(sprung)).toBe(false);
  });

  test.each([
    ['nowhere', 'There is no commit REV.'],
    ['HEAD:a.yaml', 'There is no commit REV.'],
    ['apart', 'REV and HEAD have no common commit here: in a shallow clone, fetch more of the history.'],
  ])('cannot compare with %s', async (revision, message) => {
    const repository = gitRepository();
    repository.git('checkout', '--quiet', '--orphan', 'apart');
    repository.commit({ 'b.yaml': 'x: 1\n' });
    repository.git('checkout', '--quiet', '--orphan', 'main');
    repository.commit({ 'a.yaml': 'x: 1\n' });
    expect(await scanSince(repository, [revision])).toEqual({ code: 3, stdout: '', stderr: `${message}\n` });
  });

  test('cannot compare before the first commit', async () => {
    const { code, stderr } = await scanSince(gitRepository(), ['HEAD']);
    expect({ code, stderr }).toEqual({ code: 3, stderr: 'There is no commit REV.\n' });
  });
});

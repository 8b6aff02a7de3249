import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { gitRepository } from '../../support/gitRepository.ts';
import { folderWith, run } from './capturedContext.ts';

const secret = 'db_password: Zq7-Made-Up-9vK2\n';
const files = { 'a.yaml': secret, 'charts/b.yaml': secret, 'charts/sub/c.yml': secret, 'd.yml': secret };

/** The first parts of the lines. */
const names = (stdout: string): readonly string[] =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(':')[0] ?? '');

test.each([
  [['*.yml'], ['a.yaml', 'charts/b.yaml']],
  [['charts/**'], ['a.yaml', 'd.yml']],
  [['charts/'], ['a.yaml', 'd.yml']],
  [
    ['sub', 'a.yaml'],
    ['charts/b.yaml', 'd.yml'],
  ],
])('--exclude %j leaves files and folders out, on disk and in the index', async (globs, left) => {
  const args = globs.flatMap((glob) => ['--exclude', glob]);
  expect(names((await run(['scan', ...args, '.'], folderWith(files))).stdout)).toEqual(left);
  const repository = gitRepository();
  const { folder, environment } = repository;
  repository.write(files);
  repository.git('add', '--all');
  expect(names((await run(['scan', ...args, '--staged'], folder, { environment })).stdout)).toEqual(left);
});

test('a glob that is none is told, and the scan could not be done as asked', async () => {
  const { code, stdout, stderr } = await run(['scan', '--exclude', '[', '.'], folderWith(files));
  expect(code).toBe(3);
  expect(names(stdout)).toHaveLength(4);
  expect(stderr).toContain('A glob that excludes files from the scan is none and is not used.\n');
});

test('what a .gitignore names is left out, unless --no-gitignore says otherwise', async () => {
  const folder = folderWith({ ...files, '.gitignore': 'charts/\n', 'charts/sub/.gitignore': '*\n' });
  expect(names((await run(['scan', '.'], folder)).stdout)).toEqual(['a.yaml', 'd.yml']);
  expect(names((await run(['scan', '--no-gitignore', '.'], folder)).stdout)).toHaveLength(4);
});

test('a baseline is made, added to and pruned without what is left out', async () => {
  const folder = folderWith({ ...files, '.gitignore': 'd.yml\n' });
  const entries = (): readonly string[] => {
    const text = readFileSync(join(folder, '.vault-refs-baseline.json'), 'utf8');
    return (JSON.parse(text) as { entries: { file: string }[] }).entries.map(({ file }) => file);
  };
  await run(['baseline', 'create', '--exclude', 'charts/**', '.'], folder);
  expect(entries()).toEqual(['a.yaml']);
  await run(['baseline', 'update', '--exclude', 'sub', '--no-gitignore', '.'], folder);
  expect(entries()).toEqual(['a.yaml', 'charts/b.yaml', 'd.yml']);
  writeFileSync(join(folder, 'a.yaml'), 'a: 1\n');
  writeFileSync(join(folder, 'charts/b.yaml'), 'a: 1\n');
  rmSync(join(folder, 'd.yml'));
  await run(['baseline', 'prune', '--exclude', 'charts/', '.'], folder);
  expect(entries()).toEqual(['charts/b.yaml', 'd.yml']);
  await run(['baseline', 'prune', '.'], folder);
  expect(entries()).toEqual([]);
});

test('with a glob that is none nothing is accepted', async () => {
  const folder = folderWith(files);
  const { code, stderr } = await run(['baseline', 'create', '--exclude', '[', '.'], folder);
  expect(code).toBe(3);
  expect(stderr).toContain('Nothing was changed: A glob that excludes files');
  expect(existsSync(join(folder, '.vault-refs-baseline.json'))).toBe(false);
  expect((await run(['baseline', 'create', '--exclude', '', '.'], folder)).code).toBe(2);
});

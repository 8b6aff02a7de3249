import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ignoreTest } from '../../../server/src/scan/files/ignoreRules.ts';
import { walkConfigFiles } from '../../../server/src/scan/files/walk.ts';
import { nameTest } from '../../../server/src/scan/files/wildcard.ts';
import { folderWith } from '../cli/capturedContext.ts';

function ignores(rules: string, path: string): boolean | undefined {
  return ignoreTest(rules)(path.replace(/\/$/, '').split('/'), path.endsWith('/'));
}

describe('a .gitignore', () => {
  test.each([
    ['*.yaml', 'a/b.yaml', true],
    ['*.yaml', 'a.yml', undefined],
    ['build', 'a/build/', true],
    ['build/', 'a/build', undefined],
    ['build/', 'a/build/', true],
    ['/build', 'a/build/', undefined],
    ['/build', 'build/', true],
    ['a/b', 'a/b', true],
    ['a/b', 'c/a/b', undefined],
    ['a/*', 'a/b', true],
    ['a/*', 'a/b/c', undefined],
    ['**/b', 'a/c/b', true],
    ['a/**', 'a/b/c', true],
    ['a/**', 'a/', undefined],
    ['a/**/c', 'a/c', true],
    ['a/**/c', 'a/x/y/c', true],
    ['a/**/c', 'b/a/c', undefined],
    ['# x', '# x', undefined],
    ['\\#x', '#x', true],
    ['\\!x', '!x', true],
    ['x  ', 'x', true],
    ['x\\ ', 'x ', true],
    ['*.y\n!a.y', 'a.y', false],
    ['!a.y\n*.y', 'a.y', true],
    ['[a-c]x[!1].y?ml', 'bx2.yaml', true],
    ['[a-c]x[!1].y?ml', 'bx1.yaml', undefined],
    ['[]]', ']', true],
    ['[', '[', undefined],
    ['a\\', 'a', undefined],
    ['x\r', 'x', true],
    ['/', 'x', undefined],
    ['a?', 'a😀', true],
    ['a**/?', 'ab', true],
    ['a**/?', 'ac/d/b', true],
    ['a**/?', 'b', undefined],
    ['x/a**', 'x/a', true],
    ['/***', 'a/b', true],
  ])('%j says of %j: %s', (rules, path, expected) => {
    expect(ignores(rules, path)).toBe(expected);
  });

  test('says what git says', (context) => {
    const folder = folderWith({});
    if (spawnSync('git', ['init', '-q', folder]).status !== 0) return context.skip('git is not installed');
    const name = fc.constantFrom('a', 'b', 'ab', 'a.b', 'b.a');
    const piece = fc.constantFrom('a', 'b', '*', '?', '**', '/', '/', '[ab]', '[!a]', '.', '\\b');
    const line = fc
      .tuple(fc.constantFrom('', '', '!', '/'), fc.array(piece, { minLength: 1, maxLength: 5 }), fc.boolean())
      .map(([start, pieces, isFolder]) => `${start}${pieces.join('')}${isFolder ? '/' : ''}`);
    const rules = fc.array(line, { minLength: 1, maxLength: 3 });
    const paths = fc.array(fc.array(name, { minLength: 1, maxLength: 4 }), { minLength: 30, maxLength: 30 });
    fc.assert(
      fc.property(rules, paths, (lines, all) => {
        const asked = [...new Set(all.map((names) => names.join('/')))];
        const said = byGit(folder, lines, asked);
        for (const path of asked) {
          expect(isIgnored(lines, path), `${JSON.stringify(lines)} ${path}`).toBe(said.has(path));
        }
      }),
      { numRuns: process.env['VAULT_REFS_TEST_FULL'] === '1' ? 2_000 : 15, seed: 6 },
    );
  });

  test('is quick with patterns that are made to be slow', () => {
    const slow = '*a'.repeat(400);
    expect(ignores(slow, 'a'.repeat(255))).toBeUndefined();
    expect(ignores(`${'**/a/'.repeat(150)}b`, `${'a/'.repeat(1_000)}c`)).toBeUndefined();
    expect(nameTest(`${'*?'.repeat(400)}b`)?.('a'.repeat(4_000))).toBe(false);
  });
});

/** What git ignores; every path is that of a file. */
function byGit(folder: string, lines: readonly string[], paths: readonly string[]): ReadonlySet<string> {
  const excludes = join(folder, '.git/info/exclude');
  rmSync(excludes, { force: true });
  const options = [
    '-C',
    folder,
    '-c',
    'core.excludesFile=/dev/null',
    'check-ignore',
    '--no-index',
    '--stdin',
  ];
  execFileSync('sh', ['-c', 'cat > "$0"', excludes], { input: `${lines.join('\n')}\n` });
  return new Set(
    spawnSync('git', options, { input: paths.join('\n') })
      .stdout.toString()
      .split('\n'),
  );
}

/** A path below an ignored folder is ignored whatever else is said of it, as a walk never gets there. */
function isIgnored(lines: readonly string[], path: string): boolean {
  const names = path.split('/');
  const says = ignoreTest(lines.join('\n'));
  return names.some((_, index) => says(names.slice(0, index + 1), index < names.length - 1) === true);
}

function walked(folder: string, ...paths: string[]): string[] {
  return [...walkConfigFiles(paths, folder)].map((step) =>
    'file' in step ? step.file.shown : `${step.skipped.shown}: ${step.skipped.reason}`,
  );
}

describe('a walk', () => {
  test('leaves out what .gitignore files say, the nearest first, and reads what is named', () => {
    const folder = folderWith({
      '.gitignore': 'out/\n*.local.yaml\n/top.yaml\n',
      'top.yaml': '',
      'a/top.yaml': '',
      'a/x.local.yaml': '',
      'a/.gitignore': '!x.local.yaml\ndeep/*.json\n',
      'a/deep/y.json': '',
      'a/deep/y.yaml': '',
      'out/z.yaml': '',
      'b/out/z.yaml': '',
    });
    expect(walked(folder, '.')).toEqual(['a/deep/y.yaml', 'a/top.yaml', 'a/x.local.yaml']);
    expect(walked(folder, 'top.yaml', 'out')).toEqual(['top.yaml', 'out/z.yaml']);
  });

  test('obeys those above the folder, up to the root of the repository', () => {
    const files = { 'r/.gitignore': 'x.yaml\n', 'r/a/x.yaml': '', 'r/a/y.yaml': '', '.gitignore': '*\n' };
    expect(walked(folderWith({ ...files, 'r/.git/HEAD': '' }), 'r/a')).toEqual(['r/a/y.yaml']);
    expect(walked(folderWith(files), 'r/a')).toEqual(['r/a/x.yaml', 'r/a/y.yaml']);
  });

  test('leaves out what it is told to, with what lies below', () => {
    const folder = folderWith({ 'a/b/x.yaml': '', 'a/y.yaml': '', 'z.yaml': '' });
    const asked: string[] = [];
    const isExcluded = (path: string): boolean => {
      asked.push(path);
      return path === 'a/b' || path === 'z.yaml';
    };
    const steps = [...walkConfigFiles(['.'], folder, { isExcluded })];
    expect(steps.map((step) => ('file' in step ? step.file.relative : ''))).toEqual(['a/y.yaml']);
    expect(asked).not.toContain('a/b/x.yaml');
    expect([...walkConfigFiles(['z.yaml'], folder, { isExcluded })]).toHaveLength(1);
  });
});

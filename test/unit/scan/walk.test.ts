import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../server/src/scan/files/language.ts';
import { maxBytes, readText } from '../../../server/src/scan/files/readText.ts';
import { walkConfigFiles } from '../../../server/src/scan/files/walk.ts';
import { folderWith } from '../cli/capturedContext.ts';

function walk(cwd: string, ...paths: string[]): string[] {
  return [...walkConfigFiles(paths, cwd)].map((step) =>
    'file' in step
      ? `${step.file.shown} (${step.file.relative})`
      : `${step.skipped.shown}: ${step.skipped.reason}`,
  );
}

describe('walkConfigFiles', () => {
  test('gives YAML and JSON files, in order, without .git and node_modules', () => {
    const folder = folderWith({
      'b.yaml': '',
      'a/z.yml': '',
      'a/b/c.JSON': '',
      'README.md': '',
      '.git/config.yaml': '',
      'a/node_modules/x/package.json': '',
      '.github/workflows/ci.yaml': '',
    });
    expect(walk(folder, '.')).toEqual([
      '.github/workflows/ci.yaml (.github/workflows/ci.yaml)',
      'a/b/c.JSON (a/b/c.JSON)',
      'a/z.yml (a/z.yml)',
      'b.yaml (b.yaml)',
    ]);
    expect(walk(folder, 'a')).toEqual(['a/b/c.JSON (b/c.JSON)', 'a/z.yml (z.yml)']);
  });

  test('takes files, each once however often it is named', () => {
    const folder = folderWith({ 'a/x.yaml': '', 'notes.txt': '' });
    expect(walk(folder, 'a/x.yaml', 'a', './a/x.yaml', 'notes.txt')).toEqual([
      'a/x.yaml (a/x.yaml)',
      'notes.txt: neither YAML nor JSON by its name',
    ]);
  });

  test('ends in loops of links, follows other links once, and none out of the folder', () => {
    const folder = folderWith({ 'in/a.yaml': '', 'in/sub/b.yaml': '', 'out/c.yaml': '', 'out/d.txt': '' });
    symlinkSync('..', join(folder, 'in/sub/up'));
    symlinkSync('../../out', join(folder, 'in/x'));
    symlinkSync('../out', join(folder, 'in/out'));
    symlinkSync('../out/c.yaml', join(folder, 'in/c.yaml'));
    symlinkSync('../out/d.txt', join(folder, 'in/d.txt'));
    symlinkSync('sub', join(folder, 'in/again'));
    symlinkSync('a.yaml', join(folder, 'in/0.yaml'));
    symlinkSync('self', join(folder, 'in/self'));
    symlinkSync('nowhere.yaml', join(folder, 'in/gone.yaml'));
    expect(walk(folder, 'in')).toEqual([
      'in/a.yaml (a.yaml)',
      'in/sub/b.yaml (sub/b.yaml)',
      'in/again: a link to a folder that is looked into already',
      'in/c.yaml: a link that leads out of the folder',
      'in/gone.yaml: cannot be read (ENOENT)',
      'in/out: a link that leads out of the folder',
      'in/self: cannot be read (ELOOP)',
      'in/sub/up: a link to a folder that is looked into already',
      'in/x: cannot be read (ENOENT)',
    ]);
    expect(walk(folder, 'in/out', 'in/c.yaml')).toEqual(['in/out/c.yaml (c.yaml)']);
  });

  test('does not open a pipe', () => {
    const folder = folderWith({ 'a.yaml': '' });
    execFileSync('mkfifo', [join(folder, 'pipe.yaml')]);
    expect(walk(folder, '.')).toEqual(['a.yaml (a.yaml)', 'pipe.yaml: not a regular file']);
    expect(readText(join(folder, 'pipe.yaml'))).toEqual({ skipped: 'not a regular file' });
  });

  test('names an argument that is not there', () => {
    expect([...walkConfigFiles(['none'], '/nowhere')]).toEqual([
      { skipped: { shown: 'none', reason: 'cannot be read (ENOENT)', isArgument: true } },
    ]);
  });

  test('goes deep', () => {
    const folder = folderWith({});
    const deep = join(folder, ...Array.from({ length: 300 }, () => 'd'));
    mkdirSync(deep, { recursive: true });
    expect(walk(folder, '.')).toEqual([]);
  });
});

describe('readText', () => {
  const read = (content: string | Uint8Array): unknown =>
    readText(join(folderWith({ 'a.yaml': content }), 'a.yaml'));

  test.each([
    ['text', 'a: é😀\r\n', { text: 'a: é😀\r\n' }],
    ['a byte order mark', '\ufeffa: 1', { text: 'a: 1' }],
    ['nothing', '', { text: '' }],
    ['a zero byte', 'a: \0', { skipped: 'binary or not UTF-8' }],
    ['Latin-1', Uint8Array.of(0x61, 0xe9), { text: 'aé' }],
    [
      'what is neither text nor has a zero byte',
      Uint8Array.of(0x1f, 0x8b, 0x08),
      { skipped: 'binary or not UTF-8' },
    ],
    ['UTF-16, little end first', Uint8Array.of(0xff, 0xfe, 0x61, 0, 0xe9, 0), { text: 'aé' }],
    ['UTF-16, big end first', Uint8Array.of(0xfe, 0xff, 0, 0x61, 0, 0xe9), { text: 'aé' }],
    [
      'UTF-16 that ends within a character',
      Uint8Array.of(0xff, 0xfe, 0x61),
      { skipped: 'binary or not UTF-8' },
    ],
    ['UTF-32', Uint8Array.of(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0), { skipped: 'binary or not UTF-8' }],
    ['UTF-16 without a mark', Uint8Array.of(0x61, 0, 0x62, 0), { skipped: 'binary or not UTF-8' }],
  ])('%s', (_name, content, expected) => {
    expect(read(content)).toEqual(expected);
  });

  test('a file beyond the limit is not read', () => {
    const file = join(folderWith({ 'a.yaml': '' }), 'a.yaml');
    truncateSync(file, maxBytes + 1);
    expect(readText(file)).toEqual({ skipped: `larger than ${maxBytes} bytes` });
  });

  test('a folder is no file', () => {
    expect(readText(folderWith({}))).toEqual({ skipped: 'not a regular file' });
  });
});

test.each([
  ['a.yaml', 'yaml'],
  ['A.YML', 'yaml'],
  ['secrets.eyaml', 'yaml'],
  ['a.json', 'json'],
  ['a.jsonc', 'jsonc'],
  ['tsconfig.base.json', 'jsonc'],
  ['devcontainer.json', 'jsonc'],
  ['x.code-workspace', 'jsonc'],
  ['yaml', undefined],
  ['a.yaml.bak', undefined],
  ['.json', undefined],
  ['x.toString', undefined],
  ['x.constructor', undefined],
])('the language of %s is %s', (name, language) => {
  expect(languageOf(name)).toBe(language);
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { walkFolder } from '../../../server/src/scan/workspace/folderWalk.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'vault-refs-walk-'));
  for (const path of ['a.yaml', 'b/c.yaml', 'b/d/e.json', 'b2/f.yaml', 'notes.txt']) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
});
afterEach(() => rmSync(root, { recursive: true }));

async function walked(only?: readonly string[], excluded?: string): Promise<readonly string[]> {
  const paths: string[] = [];
  for await (const step of walkFolder({ root, only, isExcluded: (path) => path === excluded }))
    paths.push('file' in step ? step.file.relative : `skipped ${step.skipped.shown}`);
  return paths.sort();
}

test.each([
  [undefined, ['a.yaml', 'b/c.yaml', 'b/d/e.json', 'b2/f.yaml']],
  [['b'], ['b/c.yaml', 'b/d/e.json']],
  [
    ['b/d/e.json', 'a.yaml'],
    ['a.yaml', 'b/d/e.json'],
  ],
  [['b/d', 'b/nothing.yaml', 'notes.txt'], ['b/d/e.json']],
  [['a.yaml/below.yaml', 'gone/x.yaml'], []],
  [[], []],
])('what is named (%j) and nothing beside it', async (only, expected) => {
  expect(await walked(only)).toEqual(expected);
});

test('not what is excluded, by itself or with its folder', async () => {
  expect(await walked(undefined, 'b')).toEqual(['a.yaml', 'b2/f.yaml']);
  expect(await walked(['b/d/e.json'], 'b/d')).toEqual([]);
});

test('a folder that cannot be read is told as the folder', async () => {
  const paths: string[] = [];
  for await (const step of walkFolder({ root: join(root, 'gone'), isExcluded: () => false }))
    if ('skipped' in step) paths.push(step.skipped.shown);
  expect(paths).toEqual(['']);
});

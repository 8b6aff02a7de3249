import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Baseline } from '../../../../server/src/scan/baseline/baseline.ts';
import { readBaselineFile, writeBaselineFile } from '../../../../server/src/scan/baseline/baselineFile.ts';
import { baselineText } from '../../../../server/src/scan/baseline/text.ts';
import { folderWith } from '../../cli/capturedContext.ts';

const salt = '00000000-0000-4000-8000-000000000000';
const entry = { rule: 'jwt', file: 'a.yaml', keyPath: 'token', mark: '0af', count: 1 };
const one: Baseline = { salt, entries: [entry] };
const two: Baseline = { salt, entries: [entry, { ...entry, file: 'b.yaml' }] };

function place(content?: string | Uint8Array): string {
  return join(folderWith(content === undefined ? {} : { 'b.json': content }), 'b.json');
}

/** The only file in the folder: nothing was left behind. */
function textOf(path: string): string {
  expect(readdirSync(join(path, '..'))).toEqual(['b.json']);
  return readFileSync(path, 'utf8');
}

describe('writing a baseline', () => {
  it('makes a new one and replaces it', () => {
    const path = place();
    expect(writeBaselineFile(path, one, undefined)).toBeUndefined();
    expect(textOf(path)).toBe(baselineText(one));
    expect(readBaselineFile(path)).toMatchObject({ kind: 'read', baseline: one, problems: [] });
    expect(writeBaselineFile(path, two, baselineText(one))).toBeUndefined();
    expect(textOf(path)).toBe(baselineText(two));
  });

  it('never writes over what came meanwhile', () => {
    const path = place(baselineText(two));
    expect(writeBaselineFile(path, one, undefined)).toMatch(/changed meanwhile/);
    expect(writeBaselineFile(path, one, baselineText({ salt, entries: [] }))).toMatch(/changed meanwhile/);
    expect(textOf(path)).toBe(baselineText(two));
  });

  it('keeps mode and link', () => {
    const path = place(baselineText(one));
    chmodSync(path, 0o640);
    writeBaselineFile(path, two, baselineText(one));
    expect(statSync(path).mode & 0o777).toBe(0o640);

    const link = join(folderWith({}), 'link.json');
    symlinkSync(path, link);
    writeBaselineFile(link, one, baselineText(two));
    expect(readlinkSync(link)).toBe(path);
    expect(textOf(path)).toBe(baselineText(one));
  });

  it('leaves another name of the old file alone, as one that writes in place would not', () => {
    const path = place(baselineText(one));
    const copy = join(folderWith({}), 'copy.json');
    linkSync(path, copy);
    writeBaselineFile(path, two, baselineText(one));
    expect(readFileSync(copy, 'utf8')).toBe(baselineText(one));
  });

  it('touches nothing when nothing changes', () => {
    const path = place(baselineText(one));
    const { ino } = statSync(path);
    expect(writeBaselineFile(path, one, baselineText(one))).toBeUndefined();
    expect(statSync(path).ino).toBe(ino);
  });

  it('says why it cannot', () => {
    const missing = join(folderWith({}), 'none', 'b.json');
    expect(writeBaselineFile(missing, one, undefined)).toBe('The baseline cannot be written (ENOENT).');
    const path = place();
    const entries = Array.from({ length: 50_001 }, (_, index) => ({ ...entry, keyPath: `k${index}` }));
    expect(writeBaselineFile(path, { salt, entries }, undefined)).toMatch(/too large/);
    expect(existsSync(path)).toBe(false);
  });
});

describe('reading a baseline', () => {
  it('knows none from one that cannot be read', () => {
    expect(readBaselineFile(place())).toEqual({ kind: 'none' });
    expect(readBaselineFile(place('{'))).toMatchObject({ kind: 'unreadable' });
    expect(readBaselineFile(place(new Uint8Array([0, 0xfe])))).toEqual({
      kind: 'unreadable',
      problem: 'The baseline is not read: binary or not UTF-8.',
    });
    const folder = folderWith({});
    mkdirSync(join(folder, 'b.json'));
    expect(readBaselineFile(join(folder, 'b.json'))).toMatchObject({ kind: 'unreadable' });
    symlinkSync('nowhere', join(folder, 'link'));
    expect(readBaselineFile(join(folder, 'link'))).toMatchObject({ kind: 'unreadable' });
  });

  it('tells entries that do not fit', () => {
    const text = baselineText(one).replace('"0af"', '"0AF"');
    expect(readBaselineFile(place(text))).toMatchObject({
      kind: 'read',
      baseline: { entries: [] },
      problems: ['entries[0].mark does not fit; the entry is left out.'],
    });
  });
});

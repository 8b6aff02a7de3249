import { describe, expect, it } from 'vitest';
import { createFindingMarker, markRequest } from '../../../../server/src/scan/baseline/findingMarks.ts';
import { keyPattern } from '../../../../server/src/scan/baseline/keyPattern.ts';
import { createMarker, newSalt } from '../../../../server/src/scan/baseline/marks.ts';

const salt = '00000000-0000-4000-8000-000000000000';

describe('a mark', () => {
  it('is three hex digits, the same in every process', () => {
    expect(createMarker(salt)('n0t-Real-9z')).toBe('f4d');
    expect(createMarker(salt)('')).toMatch(/^[0-9a-f]{3}$/);
  });

  it('is another one with another salt', () => {
    const marks = Array.from({ length: 8 }, () => createMarker(newSalt())('n0t-Real-9z'));
    expect(new Set(marks).size).toBeGreaterThan(4);
  });

  it('does not mind how line ends are written', () => {
    const mark = createMarker(salt);
    const lines = ['-----BEGIN', 'made up', 'END-----'];
    const written = ['\n', '\r\n', '\r'].map((end) => mark(lines.join(end)));
    expect(new Set([...written, mark(`${lines.join('\n')}\n`)]).size).toBe(1);
    expect(mark(lines.join(' '))).not.toBe(written[0]);
  });

  it('tells values apart, mostly', () => {
    const mark = createMarker(salt);
    const marks = Array.from({ length: 100 }, (_, index) => mark(`value ${index}`));
    expect(new Set(marks).size).toBeGreaterThan(90);
  });
});

describe('the marker of findings', () => {
  const entry = { rule: 'r', file: 'a/b.yaml', keyPath: 'list[3].password', mark: '000', count: 1 };
  const request = markRequest({ salt, entries: [entry] }, '/repo');
  const mark = createFindingMarker(request);
  const at = { line: 0, character: 0 };
  const finding = { rule: 'r', keyPath: 'list[5].password', range: { start: at, end: at } };

  it('marks where an entry fits by rule, file and keys', () => {
    expect(mark('/repo/a/b.yaml', finding, 'v')).toBe(createMarker(salt)('v'));
  });

  it.each<[string, string, object]>([
    ['file', '/repo/a/c.yaml', {}],
    ['file out of the folder', '/elsewhere/a/b.yaml', {}],
    ['file above', '/repo', {}],
    ['rule', '/repo/a/b.yaml', { rule: 's' }],
    ['key', '/repo/a/b.yaml', { keyPath: 'list.password' }],
  ])('leaves another %s alone', (_what, path, change) => {
    expect(mark(path, { ...finding, ...change }, 'v')).toBeUndefined();
  });

  it('marks all in the folder when it is not told what for', () => {
    const all = createFindingMarker({ salt, folder: '/repo' });
    expect(all('/repo/z.json', finding, 'v')).toMatch(/^[0-9a-f]{3}$/);
    expect(all('/z.json', finding, 'v')).toBeUndefined();
    expect(all('/repo/..z.json', finding, 'v')).toMatch(/^[0-9a-f]{3}$/);
  });
});

describe('a key path without indices', () => {
  it.each([
    ['items[3].password', 'items[].password'],
    ['[0][12].a', '[][].a'],
    ['a["b[2]c"][7]', 'a["b[2]c"][]'],
    ['a["\\"[2]"][7]', 'a["\\"[2]"][]'],
    ['a["\\\\"][7]', 'a["\\\\"][]'],
    ['plain.path', 'plain.path'],
    ['', ''],
  ])('%s is %s', (path, pattern) => expect(keyPattern(path)).toBe(pattern));
});

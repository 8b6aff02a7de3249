import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apiPath, encodePath, listPath, parentFolder } from '../../../server/src/vault/kvPath.ts';

test('names are encoded segment by segment', () => {
  expect(apiPath('subkeys', { mount: 'team/kv', path: 'a b/c#d' })).toBe('team/kv/subkeys/a%20b/c%23d');
  expect(apiPath('', { mount: 'kv', path: 'x%2fy' })).toBe('kv/x%252fy');
  expect(listPath(2, 'secret', 'app')).toBe('secret/metadata/app/?list=true');
  expect(listPath(1, 'kv', '')).toBe('kv/?list=true');
});

test.each(['', '.', '..', 'a//b', 'a/../b', '/a', 'a/', 'a\nb', 'a\u200bb', 'a\u202eb', 'a\ud800', 'a\0b'])(
  'refuses %j',
  (path) => {
    expect(() => encodePath(path)).toThrow(expect.objectContaining({ kind: 'bad-path' }));
  },
);

const hostileSegment = fc.oneof(
  fc.constantFrom(
    '..',
    '.',
    '%2e%2e',
    '%2E%2e',
    '..%2f',
    '../',
    'sys',
    '?list=true',
    '#',
    '\\..\\',
    '..;',
    '%00',
    '&#x2F;',
    '//evil.test',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

test('10,000 hostile paths stay below their mount and verb', () => {
  fc.assert(
    fc.property(fc.array(hostileSegment, { minLength: 1, maxLength: 6 }), (segments) => {
      let path: string;
      try {
        path = apiPath('subkeys', { mount: 'secret', path: segments.join('/') });
      } catch (error) {
        expect(error).toMatchObject({ kind: 'bad-path' });
        return;
      }
      const url = new URL(`https://vault.example.test/v1/${path}?depth=1`);
      expect(url.origin).toBe('https://vault.example.test');
      expect(url.pathname.startsWith('/v1/secret/subkeys/')).toBe(true);
      expect(url.search).toBe('?depth=1');
    }),
    { numRuns: 10_000, seed: 7 },
  );
});

test('the folder of a path', () => {
  expect([parentFolder('a/b/c'), parentFolder('a')]).toEqual(['a/b', '']);
});

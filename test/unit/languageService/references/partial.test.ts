import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partialReference } from '../../../../server/src/languageService/references/partial.ts';
import { cpuTime, LEEWAY } from '../../../support/cpuTime.ts';

const mounts = ['secret', 'team/kv', 'secret/deep'];

/** What is typed at the `¦` of `marked`, with the replaced text in brackets. */
function at(marked: string): string {
  const offset = marked.indexOf('¦');
  const value = marked.replace('¦', '');
  const partial = partialReference(value, offset, mounts);
  if (!partial) return 'none';
  const { start, end } = partial.replace;
  const replaced = `${value.slice(0, start)}[${value.slice(start, end)}]${value.slice(end)}`;
  switch (partial.stage) {
    case 'mount':
      return `mount "${partial.typed}" ${replaced}`;
    case 'path':
      return `path ${partial.mount}:${partial.folder} "${partial.typed}" ${replaced}`;
    case 'key':
      return `key ${partial.mount}:${partial.path} "${partial.typed}" ${replaced}`;
  }
}

describe('the own form', () => {
  test.each([
    ['¦', 'mount "" []'],
    ['sec¦', 'mount "sec" [sec]'],
    ['Sec¦', 'mount "Sec" [Sec]'],
    ['secret¦', 'mount "secret" [secret]'],
    ['sec¦ret/app#k', 'mount "sec" [secret]/app#k'],
    ['¦secret/app#k', 'mount "" [secret]/app#k'],
    ['sec¦ert/app#k', 'mount "sec" [secert]/app#k'],
    ['te¦am/kv/app#k', 'mount "te" [team/kv]/app#k'],
    ['team/k¦', 'mount "team/k" [team/k]'],
    ['team/¦', 'mount "team/" [team/]'],
    ['secret/¦', 'path secret: "" secret/[]'],
    ['secret/app/d¦', 'path secret:app "d" secret/app/[d]'],
    ['secret/app/d¦b#password', 'path secret:app "d" secret/app/[db]#password'],
    ['secret/a¦pp/db#password', 'path secret: "a" secret/[app]/db#password'],
    ['secret/deep/a¦', 'path secret/deep: "a" secret/deep/[a]'],
    ['secret/dee¦', 'path secret: "dee" secret/[dee]'],
    ['team/kv/a¦', 'path team/kv: "a" team/kv/[a]'],
    ['secret/app/db#¦', 'key secret:app/db "" secret/app/db#[]'],
    ['secret/app/db#pa¦ss', 'key secret:app/db "pa" secret/app/db#[pass]'],
    ['secret/app/db#¦\n', 'key secret:app/db "" secret/app/db#[]\n'],
    ['secret/app/db#tls/c¦a', 'key secret:app/db "tls/c" secret/app/db#[tls/ca]'],
  ])('%j', (marked, expected) => {
    expect(at(marked)).toBe(expected);
  });

  test.each([
    ['tr¦ue', 'a word that begins no mount'],
    ['¦true', 'a value that is there already'],
    ['docs/re¦adme', 'another first part'],
    ['secret life of¦', 'prose'],
    ['secret/{{ x }}/¦', 'a template'],
    ['secret//a¦', 'an empty segment in the folder'],
    ['secret//a#¦', 'an empty segment in the path'],
    ['secret/a#b#¦', 'a second number sign'],
    ['secret#¦', 'no path'],
    ['https://x/¦', 'a URL'],
    ['secret/app#k\nmore¦', 'several lines'],
    ['secret/app#k\n¦', 'the line after'],
  ])('%j: nothing, it is %s', (marked) => {
    expect(at(marked)).toBe('none');
  });
});

describe('the URI form', () => {
  test.each([
    ['vault://¦', 'mount "" vault://[]'],
    ['see vault://se¦', 'mount "se" see vault://[se]'],
    ['vault://secret/my%20a¦pp/x#k', 'path secret: "my a" vault://secret/[my%20app]/x#k'],
    ['vault://secret/my%20app/d¦', 'path secret:my app "d" vault://secret/my%20app/[d]'],
    ['u:vault://secret/a#p¦w@host', 'key secret:a "p" u:vault://secret/a#[pw]@host'],
    ['vault://secret/a#k vault://secret/b#¦', 'key secret:b "" vault://secret/a#k vault://secret/b#[]'],
  ])('%j', (marked, expected) => {
    expect(at(marked)).toBe(expected);
  });

  test.each([
    ['vault:/¦/secret', 'inside the scheme'],
    ['ref+vault://secret/¦', 'another scheme'],
    ['{vault://secret/¦}', 'Kong'],
    ['vault://nope/¦', 'an unknown mount'],
    ['vault://secret/a#k and¦', 'after the reference'],
    ['vault://secret/%zz/¦', 'a broken escape'],
  ])('%j: nothing, it is %s', (marked) => {
    expect(at(marked)).toBe('none');
  });
});

test('never throws, and replaces a range around the cursor', () => {
  const piece = fc.constantFrom(
    'secret',
    'team/kv',
    '/',
    '#',
    'vault://',
    '%',
    '%20',
    ' ',
    '\n',
    '{',
    '..',
    'a',
    '😀',
    '\ud800',
  );
  let seen = 0;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 10 }), fc.nat(), (pieces, seed) => {
      const value = pieces.join('');
      const offset = seed % (value.length + 1);
      const partial = partialReference(value, offset, mounts);
      if (!partial) return;
      seen++;
      expect(partial.replace.start).toBeLessThanOrEqual(offset);
      expect(partial.replace.end).toBeGreaterThanOrEqual(offset);
      expect(partial.replace.end).toBeLessThanOrEqual(value.length);
    }),
    { numRuns: 10_000 },
  );
  expect(seen).toBeGreaterThan(500);
});

test('answers for a megabyte at once', () => {
  for (const value of [
    'vault://'.repeat(125_000),
    `secret/${'a/'.repeat(500_000)}`,
    `vault://secret/a#${'k'.repeat(1e6)}`,
  ]) {
    expect(cpuTime(() => void partialReference(value, value.length, mounts))).toBeLessThan(3000 * LEEWAY);
  }
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { partialReference } from '../../../../server/src/languageService/references/partial.ts';
import type { NamedMount } from '../../../../server/src/languageService/references/mounts.ts';
import { cpuTime, LEEWAY } from '../../../support/cpuTime.ts';

const mounts: readonly NamedMount[] = [
  'secret',
  'team/kv',
  'secret/deep',
  { path: 'kv2', kvVersion: 2 },
  { path: 'old', kvVersion: 1 },
];

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
      return `path ${partial.mount}:${partial.folder} ${partial.lead}"${partial.typed}" ${replaced}`;
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
    ['hashi+vault://secret/¦', 'another scheme'],
    ['{vault://secret/¦}', 'Kong'],
    ['vault://nope/¦', 'an unknown mount'],
    ['vault://secret/a#k and¦', 'after the reference'],
    ['vault://secret/%zz/¦', 'a broken escape'],
  ])('%j: nothing, it is %s', (marked) => {
    expect(at(marked)).toBe('none');
  });
});

describe('the forms of other tools', () => {
  test.each([
    ['<path:¦', 'mount "" <path:[]'],
    ['<path:kv¦2/x#k>', 'mount "kv" <path:[kv2]/x#k>'],
    ['<path:kv2/¦', 'path kv2: data/"" <path:kv2/[]'],
    ['<path:kv2/a¦>', 'path kv2: data/"a" <path:kv2/[a]>'],
    ['<path:kv2/data/a¦pp#k>', 'path kv2: "a" <path:kv2/data/[app]#k>'],
    ['<path:kv2/data/app/¦', 'path kv2:app "" <path:kv2/data/app/[]'],
    ['<path:old/¦', 'path old: "" <path:old/[]'],
    ['<path:old/data/¦', 'path old:data "" <path:old/data/[]'],
    ['<path:secret/¦', 'path secret: "" <path:secret/[]'],
    ['<path:kv2/data/app#pa¦ss>', 'key kv2:app "pa" <path:kv2/data/app#[pass]>'],
    [
      '<path:kv2/data/app#pa¦ss#2 | base64encode>',
      'key kv2:app "pa" <path:kv2/data/app#[pass]#2 | base64encode>',
    ],
    ['x <path:kv2/data/a#k>:<path:kv2/data/b#¦>', 'key kv2:b "" x <path:kv2/data/a#k>:<path:kv2/data/b#[]>'],
    ['vault:kv2/data/app#¦', 'key kv2:app "" vault:kv2/data/app#[]'],
    ['bao:kv2/data/app#¦', 'key kv2:app "" bao:kv2/data/app#[]'],
    ['>>vault:kv2/¦', 'path kv2: data/"" >>vault:kv2/[]'],
    ['u:${vault:kv2/data/app#k¦ey}@db', 'key kv2:app "k" u:${vault:kv2/data/app#[key]}@db'],
    ['${bao:kv2/data/ap¦p#key}', 'path kv2: "ap" ${bao:kv2/data/[app]#key}'],
    ['ref+vault://¦', 'mount "" ref+vault://[]'],
    ['ref+vault://kv2/¦', 'path kv2: "" ref+vault://kv2/[]'],
    ['ref+vault://kv2/my%20app/d¦', 'path kv2:my app "d" ref+vault://kv2/my%20app/[d]'],
    ['ref+vault://kv2/app#/¦', 'key kv2:app "" ref+vault://kv2/app#/[]'],
    ['ref+vault://kv2/app#¦', 'key kv2:app "" ref+vault://kv2/app#[]'],
    [
      'ref+vault://kv2/app?version=2#/k¦ey/x+@db',
      'key kv2:app "k" ref+vault://kv2/app?version=2#/[key]/x+@db',
    ],
    ['secretref+openbao://kv2/a¦pp#/key', 'path kv2: "a" secretref+openbao://kv2/[app]#/key'],
  ])('%j', (marked, expected) => {
    expect(at(marked)).toBe(expected);
  });

  test.each([
    ['<path:kv2/data/app#k>¦', 'behind a placeholder'],
    ['<path:kv2/data/{{ env }}/¦', 'a template'],
    ['<path:kv2/data/app#k | ¦', 'a modifier'],
    ['<path:nope/¦', 'an unknown mount'],
    ['hashicorp/vault:¦', 'an image'],
    ['see vault:kv2/¦', 'prose'],
    ['${vault:kv2/data/app#${.¦', 'a template'],
    ['ref+vault://kv2/app#/k+¦', 'behind its end'],
    ['ref+vault://kv2/app#/key/¦', 'a nested value'],
    ['ref+vault://kv2/app?ver¦', 'a parameter'],
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
    '<path:',
    '${vault:',
    'ref+',
    '>',
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
    'ref+vault://'.repeat(80_000),
    '<path:'.repeat(160_000),
    '${vault:'.repeat(125_000),
    `secret/${'a/'.repeat(500_000)}`,
    `vault://secret/a#${'k'.repeat(1e6)}`,
  ]) {
    expect(cpuTime(() => void partialReference(value, value.length, mounts))).toBeLessThan(3000 * LEEWAY);
  }
});

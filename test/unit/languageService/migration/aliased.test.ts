import { expect, test } from 'vitest';
import { locatedScalars } from '../../../../server/src/languageService/configDocument.ts';
import { isAliased } from '../../../../server/src/languageService/migration/aliased.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { cpuTime, LEEWAY } from '../../../support/cpuTime.ts';

/** Whether the value that holds `made-up` has aliases. */
function ask(text: string): boolean {
  const document = parseConfig(text, 'yaml');
  return isAliased(document, document.scalarAt(text.indexOf('made-up'))!);
}

test.each([
  ['plain', 'a: &p made-up\nb: *p\n'],
  ['double-quoted', 'a: &p "made-up"\nb: *p\n'],
  ['single-quoted', "a: &p 'made-up'\nb: *p\n"],
  ['literal', 'a: &p |\n  made-up\nb: *p\n'],
  ['folded, with a comment', 'a: &p >-2 # c\n\n    made-up\nb: *p\n'],
  ['a tag behind', 'a: &p !!str made-up\nb: *p\n'],
  ['a tag before', 'a: !!str &p made-up\nb: *p\n'],
  ['on its own line', 'a: &p # c\n  # d\n  made-up\nb: *p\n'],
  ['in a list', '- &p made-up\n- *p\n'],
  ['in flow', '[&p made-up,*p]'],
  ['like JSON', '{"a":&p "made-up","b":*p}'],
  ['as a key', 'a: &p made-up\n*p : b\n'],
  ['at the end', 'a: &p made-up\nb: *p'],
  ['CRLF', 'a: &p made-up\r\nb: *p\r\n'],
  ['an odd name', 'a: &p.(x)+$ made-up\nb: *p.(x)+$\n'],
  ['in a file with errors', 'a: &p made-up\n{{- if .x }}\nb: *p\n'],
])('has aliases: %s', (_, text) => {
  expect(ask(text)).toBe(true);
});

test.each([
  ['no anchor', 'a: made-up\nb: *p\n'],
  ['no alias', 'a: &p made-up\nb: p*p\n'],
  ['another name', 'a: &p made-up\nb: *pp\n'],
  ['in the next document', 'a: &p made-up\n---\nb: *p\n'],
  ['behind the end of the document', 'a: &p made-up\n...\nb: *p\n'],
  ['the name is given again', 'a: &p made-up\nb: &p x\nc: *p\n'],
  ['an alias before', 'o: &p x\nb: *p\na: &p made-up\n'],
  ['of the key', '&p a: made-up\nb: *p\n'],
  ['of the map', 'm: &p\n  a: made-up\nb: *p\n'],
  ['of the map in flow', 'm: &p {a: made-up}\nb: *p\n'],
  ['in a comment', 'a: # &p\n  made-up\nb: *p\n'],
  ['in the text of a value', 'a: "&p made-up"\nb: *p\n'],
])('has none: %s', (_, text) => {
  expect(ask(text)).toBe(false);
});

test('a long file is searched in a moment', () => {
  const text = `${'x: " # & ! |\n'.repeat(5_000)}a: &p made-up\n${'y: *pp &q\n'.repeat(100_000)}`;
  const spent = cpuTime(() => {
    expect(ask(text)).toBe(false);
  });
  expect(spent).toBeLessThan(2_000 * LEEWAY);
});

test.each([
  ['of its own', (at: number): string => `k${at}: &a${at} made-up\n`],
  ['of one name', (at: number): string => `k${at}: &a made-up\n`],
  ['and a document of its own', (at: number): string => `---\nk: &a${at} made-up\n`],
])(
  'an anchor at every value of a large file, %s, takes no time',
  (_, line) => {
    const text = Array.from({ length: 40_000 }, (__, at) => line(at)).join('');
    const document = parseConfig(text, 'yaml');
    const values = [...locatedScalars(document)];
    expect(values).toHaveLength(40_000);
    const spent = cpuTime(() => {
      expect(values.some((located) => isAliased(document, located))).toBe(false);
    });
    expect(spent).toBeLessThan(1_500 * LEEWAY);
  },
  120_000,
);

import { describe, expect, it } from 'vitest';
import { locatedScalars } from '../../../../server/src/languageService/configDocument.ts';
import { parseConfig, readWith } from '../../../../server/src/languageService/parse/index.ts';
import { MovedContent } from '../../../../server/src/languageService/parse/movedContent.ts';
import type { Cut } from '../../../../server/src/languageService/parse/segment.ts';
import { CUTS, replaceAt, reread } from '../../../support/reader/rereading.ts';

const COUNT = 800;

/** So that a file of a few kilobytes has many blocks. */
const SHORT: Cut = { minimum: 256 };

function repeat(item: (at: number) => string, separator = ''): string {
  return Array.from({ length: COUNT }, (_, at) => item(at)).join(separator);
}

/** Long lists, and an entry more for them. Each has items that are found by `item 2`. */
const LISTS: Readonly<Record<string, readonly [languageId: string, text: string, entry: string]>> = {
  'a list of values': ['yaml', repeat((at) => `- item ${at}\n`), '- new\n'],
  'a list of maps': [
    'yaml',
    repeat((at) => `- name: item ${at}\n  of:\n    a: b\n    c: d\n`),
    '- name: new\n',
  ],
  'a list of maps with lists': [
    'yaml',
    repeat((at) => `- name: item ${at}\n  env:\n    - name: A\n      value: b\n    - c\n  image: d\n`),
    '- a\n',
  ],
  'a list below keys': [
    'yaml',
    `top:\n  list:\n${repeat((at) => `  - name: item ${at}\n    b: c\n`)}end: 1\n`,
    '  - a\n',
  ],
  'a list at its own key': [
    'yaml',
    `top:\n${repeat((at) => `- name: item ${at}\n  b: [c, d]\n`)}end: 1\n`,
    '- a\n',
  ],
  'lists in a list': ['yaml', repeat((at) => `- - item ${at}\n  - - a\n    - b\n`), '- - a\n'],
  'lists in an inner list': [
    'yaml',
    `- - x\n${repeat((at) => `  - - item ${at}\n    - b: c\n`)}- z\n`,
    '  - new\n',
  ],
  'an array of objects': [
    'json',
    `[\n${repeat((at) => `  {"name": "item ${at}", "of": ["b", {"c": 1}]}`, ',\n')}\n]`,
    '  1,\n',
  ],
  'an array below keys': [
    'json',
    `{"top": {"list": [\n${repeat((at) => `    "item ${at}"`, ',\n')}\n  ]}, "end": 1}`,
    '    {},\n',
  ],
};

function lineOf(text: string, words: string): number {
  return text.lastIndexOf('\n', text.indexOf(words)) + 1;
}

describe.each(Object.entries(LISTS))('%s', (_name, [languageId, text, entry]) => {
  const at = lineOf(text, 'item 2');

  it.each(Object.entries(CUTS))('is moved by an entry more, and back, cut %s', (_cut, cut) => {
    const more = replaceAt(text, at, 0, entry);
    const twice = replaceAt(more, lineOf(more, 'item 700'), 0, entry);
    let document = reread(parseConfig(text, languageId), more, languageId, cut);
    for (const next of [twice, more, text, twice, text]) document = reread(document, next, languageId, cut);
  });

  it('is not read again behind the blocks around the entry', () => {
    const before = readWith(text, languageId, SHORT);
    const after = readWith(replaceAt(text, at, 0, entry), languageId, SHORT, before);
    const moved = after.blocks.filter(({ content }) => content instanceof MovedContent);
    expect(before.blocks.length).toBeGreaterThan(15);
    expect(moved.length).toBeGreaterThanOrEqual(before.blocks.length - 3);
    for (const { content } of moved)
      expect(before.blocks.map((block) => block.content.shape)).toContain(content.shape);
  });

  it('has the content that it had when the entry is taken back', () => {
    const before = readWith(text, languageId, SHORT);
    const after = readWith(replaceAt(text, at, 0, entry), languageId, SHORT, before);
    const again = readWith(text, languageId, SHORT, after);
    const kept = again.blocks.filter(({ content }) =>
      before.blocks.some((block) => block.content === content),
    );
    expect(kept.length).toBeGreaterThanOrEqual(before.blocks.length - 3);
  });

  it('decodes a value once, wherever it is', () => {
    const before = parseConfig(text, languageId);
    const after = parseConfig(replaceAt(text, at, 0, entry), languageId, before);
    const last = [...locatedScalars(after)].findLast(({ scalar }) => scalar.value.includes('item'));
    expect(last?.scalar.value).toBe(`item ${COUNT - 1}`);
    expect(last?.scalar.kind).toBe('string');
  });
});

describe('JSON with lists one after the other at the root', () => {
  it.each([
    ['[e,false,null]]\n[e,false,null]]', 9, 5, ''],
    ['  ["x""y"]]]  ["x""y"]]]', 4, 0, '1e3,'],
    ['{}, [1, 2], {"a": [1]}, [3, 4]\n[5, {}]', 5, 0, '0, '],
  ])('%s', (text, at, remove, insert) => {
    for (const cut of Object.values(CUTS)) {
      const edited = replaceAt(text, at, remove, insert);
      reread(reread(parseConfig(text, 'json'), edited, 'json', cut), text, 'json', cut);
    }
  });
});

describe('a list that goes on behind another one', () => {
  it.each([
    ['at a wrong column', repeat((at) => `  - item ${at}\n`), ' - x\n - y\n'],
    ['at a wrong column of a list in a list', repeat((at) => `- item ${at}\n`), '- -\n  -\n - *\n  -\n'],
    ['in brackets, in the same entry', repeat((at) => `    - item ${at}\n`), ' [x, y]\n'],
    ['behind a key at its column', repeat((at) => `    - item ${at}\n`), '    :\n- x\n'],
    ['in the same entry', repeat((at) => `    - item ${at}\n`), '  - x\n  - y\n'],
  ])('%s', (_name, list, rest) => {
    const text = `a:\n${list}${rest}b:\n${repeat((at) => `- z ${at}\n`)}`;
    for (const cut of Object.values(CUTS)) {
      const more = replaceAt(text, lineOf(text, 'item 2'), 0, list.slice(0, list.indexOf('\n') + 1));
      reread(reread(parseConfig(text, 'yaml'), more, 'yaml', cut), text, 'yaml', cut);
    }
  });
});

import { parse as parseJsonc, type ParseError } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import { excerptOf } from '../../../../server/src/languageService/migration/excerpt.ts';
import { jsonExcerpt } from '../../../../server/src/languageService/migration/jsonExcerpt.ts';
import { yamlExcerpts } from '../../../../server/src/languageService/migration/yamlExcerpts.ts';
import { cpuTime, LEEWAY } from '../../../support/cpuTime.ts';

/** The texts of the excerpts around `⟦` and `⟧`. */
function cut(marked: string, maximum = 1_000): string[] {
  const start = marked.indexOf('⟦');
  const end = marked.indexOf('⟧') - 1;
  const text = marked.replace(/[⟦⟧]/g, '');
  return yamlExcerpts(text, { start, end }, maximum).map((excerpt) => excerptOf(text, excerpt));
}

describe('of YAML', () => {
  test.each<[string, string, string[]]>([
    [
      'an item with what follows, the item, and so on inwards',
      'a: 1\nb:\n  c: ⟦x⟧\n  d: 2\ne: 3\n',
      ['b:\n  c: x\n  d: 2\ne: 3\n', 'b:\n  c: x\n  d: 2\n', '  c: x\n  d: 2\n', '  c: x\n'],
    ],
    ['compact items', '- a: 1\n  b: ⟦x⟧\n- c\n', ['- a: 1\n  b: x\n- c\n', '- a: 1\n  b: x\n', '  b: x\n']],
    ['a list in the column of its key', 'a:\n- b: ⟦x⟧\n- c\nd: 1\n', ['- b: x\n- c\n', '- b: x\n']],
    ['a key above such a list', 'a: ⟦x⟧\nb:\n- c\n', ['a: x\nb:\n- c\n', 'a: x\n']],
    [
      'brackets that close in the column of their key',
      'a: {\n  b: ⟦x⟧\n}\nc: 1\n',
      ['a: {\n  b: x\n}\nc: 1\n', 'a: {\n  b: x\n}\n', '  b: x\n'],
    ],
    ['not beyond the document', 'a:\n---\n  b: ⟦x⟧\n  c: 1\n...\nd: 2\n', ['  b: x\n  c: 1\n', '  b: x\n']],
    ['the line of a document mark', '--- ⟦x⟧\n---\ny\n', ['--- x\n']],
    [
      'a block with blank lines and comments',
      'k:\n  a: |\n    ⟦x\n\n    y⟧\n\n# c\n  b: 1\nc: 2',
      [
        'k:\n  a: |\n    x\n\n    y\n\n# c\n  b: 1\nc: 2',
        'k:\n  a: |\n    x\n\n    y\n\n# c\n  b: 1\n',
        '  a: |\n    x\n\n    y\n\n# c\n  b: 1\n',
        '  a: |\n    x\n\n    y\n\n# c\n',
        '    x\n\n    y\n\n# c\n',
      ],
    ],
    [
      'CRLF',
      'a:\r\n  b: ⟦x⟧\r\n\r\nc: 1\r\n',
      ['a:\r\n  b: x\r\n\r\nc: 1\r\n', 'a:\r\n  b: x\r\n\r\n', '  b: x\r\n\r\n'],
    ],
    ['the only line', '⟦x⟧', ['x']],
  ])('%s', (_, marked, expected) => {
    expect(cut(marked)).toEqual(expected);
  });

  test('no larger than they may be', () => {
    const marked = `a:\n  b: ⟦x⟧\n${'  c: 1\n'.repeat(200)}`;
    expect(cut(marked, 300).every(({ length }) => length <= 300)).toBe(true);
    expect(cut(marked, 300).length).toBe(2);
    expect(cut(`a: ⟦${'x'.repeat(400)}⟧\nb: 1\n`, 300)).toEqual([]);
  });

  test('few, however deep, and soon found', () => {
    const lines = Array.from({ length: 300 }, (_, level) => `${' '.repeat(level)}k:`).join('\n');
    const spent = cpuTime(() => {
      expect(cut(`${lines}⟦x⟧\n${'\n'.repeat(1_000_000)}`, 32_000).length).toBeLessThanOrEqual(8);
    });
    expect(spent).toBeLessThan(1_000 * LEEWAY);
  });
});

describe('of JSON', () => {
  function wrapped(text: string): string | undefined {
    const excerpt = jsonExcerpt(text, 0);
    return excerpt && excerptOf(text, excerpt);
  }

  test.each<[string, string, unknown]>([
    ['properties', '"a": 1, "b": 2,', { a: 1, b: 2 }],
    ['items', '{"a": 1}, 2,', [{ a: 1 }, 2]],
    ['the start of a file', '{"a": [{"b": 1},', { '': 0 }],
    ['the end of an object and more properties', '"a": 1}, "b": 2,', { '': { a: 1 }, b: 2 }],
    ['the ends of several', '"a": 1}, {"b": 2}], "c": 3', { '': [{ a: 1 }, { b: 2 }], c: 3 }],
    ['items behind a list', '1], [2],', [[1], [2]]],
    ['a comma first', ', "a": 1\n', { '': 0, a: 1 }],
    ['a comma first in a list', ', {"a": 1}\n', [0, { a: 1 }]],
    ['a comment last', '"a": 1, // ]', { a: 1 }],
    ['brackets in strings and comments', '"a": "]}", /* } */', { a: ']}' }],
    ['nothing', '', []],
  ])('%s', (name, text, expected) => {
    const errors: ParseError[] = [];
    const value = parseJsonc(wrapped(text) ?? '', errors, { allowTrailingComma: true }) as unknown;
    expect(errors).toEqual([]);
    if (name !== 'the start of a file') expect(value).toEqual(expected);
  });

  test('brackets that do not fit', () => {
    expect(wrapped('{"a": 1]')).toBeUndefined();
  });
});

test('a value on the second line, below a blank one, is found around', () => {
  expect(yamlExcerpts('\n  [{a: x', { start: 8, end: 9 }, 1_000).length).toBeGreaterThan(0);
  expect(yamlExcerpts('\na: x', { start: 0, end: 0 }, 1_000).length).toBeGreaterThan(0);
});

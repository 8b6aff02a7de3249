import { describe, expect, test } from 'vitest';
import { nestsTooDeep } from '../../../../server/src/languageService/migration/nesting.ts';
import { outline } from '../../../../server/src/languageService/migration/oracle.ts';

const SIZE = 32 * 1024;

describe('is too deep', () => {
  test.each([
    ['brackets', '['],
    ['brackets with what looks closed', '["]", '],
    ['flow maps', '{a: '],
    ['compact lists', '- '],
    ['keys on one line', 'a: '],
    ['empty keys', ': '],
    ['explicit keys', '? '],
    ['explicit keys in flow', '{? '],
    ['pairs in brackets', '[a: a: '],
  ])('YAML: %s', (_, piece) => {
    expect(nestsTooDeep(piece.repeat(SIZE / piece.length), 'yaml')).toBe(true);
  });

  test.each(['[', '{"a":', '[{"a":'])('JSON: %s', (piece) => {
    expect(nestsTooDeep(piece.repeat(SIZE / piece.length), 'json')).toBe(true);
  });
});

describe('is not', () => {
  test.each([
    ['many items', '- a: [x, {b: c}]\n'],
    ['many lines in flow', '- {"a": 1,\n "b": [1, 2],\n c: }\n'],
    ['brackets in quotes and comments', 'a: "[[[[" # [[[\n'],
    ['text like indicators', 'a: |\n  [[[ - - - a: b: c:\n'],
    ['words', "a: it's - - - [ a # :\n"],
  ])('YAML: %s', (_, piece) => {
    expect(nestsTooDeep(piece.repeat(1_000), 'yaml')).toBe(false);
  });

  test('one long list in flow', () => {
    expect(nestsTooDeep(`[${'a: 1, {b: c}, '.repeat(1_000)}]`, 'yaml')).toBe(false);
  });

  test('JSON with brackets in strings and comments', () => {
    expect(nestsTooDeep(`[${'"[[", /* {{ */ {"a": []}, '.repeat(500)}0]`, 'json')).toBe(false);
  });
});

test('what nests by indentation alone can be read', () => {
  const lines = Array.from({ length: 255 }, (_, level) => `${' '.repeat(level)}a:`);
  const text = lines.join('\n');
  expect(text.length).toBeGreaterThan(SIZE - 500);
  expect(nestsTooDeep(text, 'yaml')).toBe(false);
  expect(outline(text.slice(0, SIZE), 'yaml')).toBeDefined();
});

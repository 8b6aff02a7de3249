import { describe, expect, it } from 'vitest';
import { jsonReader } from '../../../../../server/src/languageService/parse/json/index.ts';
import { EVERYWHERE, NORMAL, lines, oracle, read, readSegments } from './wholeReading.ts';

/** Malformed text, and each scalar in it. */
const RECOVERED: Readonly<Record<string, readonly [text: string, scalars: readonly string[]]>> = {
  'a missing comma': ['{"a": "b" "c": 1}', ['a = b', 'c = 1']],
  'a missing colon': ['{"a" "b", "c" 1}', ['a = b', 'c = 1']],
  'a missing value': ['{"a": , "c": 1}', ['c = 1']],
  'a missing value above a key': ['{\n  "a":\n  "c": 1\n}', ['c = 1']],
  'a missing element keeps its index': ['[1, , 3]', ['0 = 1', '2 = 3']],
  'a half-typed key': ['{\n  "a\n  "c": 1\n}', ['c = 1']],
  'a half-typed literal': ['{"a": tru, "c": 1}', ['a = tru', 'c = 1']],
  'an unclosed string': ['{\n  "a": "b, \n  "c": 1\n}', ['a = b,', 'c = 1']],
  'an unclosed string on one line': ['{"a":"b,"c":1,"d":"e"}', ['a = b', 'c = 1', 'd = e']],
  'an unclosed key on one line': ['{"a:"b","c":1}', ['a = b', 'c = 1']],
  'an unopened string': ['{"a": b", "c": 1}', ['a = b', 'c = 1']],
  'an unopened key': ['{a": "b", "c": 1}', ['a = b', 'c = 1']],
  'a quote just typed': ['{"a": ", "c": 1}', ['a = ', 'c = 1']],
  'quotes in a string': ['{"a": "say "hi" now", "c": 1}', ['a = say "hi" now', 'c = 1']],
  'a stray quote': ['{"a": "b"", "c": 1}', ['a = b', 'c = 1']],
  'a stray word': ['{"a": "b" x, "c": "d"}', ['a = b', 'c = d']],
  'a missing brace before a key at the outer column': [
    '{\n  "a": {\n    "b": 1,\n  "c": 2\n}',
    ['a.b = 1', 'c = 2'],
  ],
  'a missing brace in a list': ['[\n  {\n    "a": 1\n  {\n    "a": 2\n  }\n]', ['0.a = 1', '1.a = 2']],
  'a missing brace in a list on one line': ['[{"a":1,{"a":2},3]', ['0.a = 1', '1.a = 2', '2 = 3']],
  'a missing bracket on one line': [
    '{"a":[1,2,"b":3,"c":{"d":4}}',
    ['a.0 = 1', 'a.1 = 2', 'b = 3', 'c.d = 4'],
  ],
  'a missing opening brace': ['{\n  "a":\n    "b": 1\n  },\n  "c": 2\n}', ['a.b = 1', 'c = 2']],
  'a missing line with an opening brace': [
    '{\n  "x": 0,\n    "b": 1\n  },\n  "c": 2\n}',
    ['x = 0', 'b = 1', 'c = 2'],
  ],
  'a brace too many': [
    '{\n  "a": {\n    "b": 1 },\n    "c": 2\n  },\n  "d": 3\n}',
    ['a.b = 1', 'a.c = 2', 'd = 3'],
  ],
  'a bracket too many': ['{\n  "a": 1 ],\n  "c": 2\n}', ['a = 1', 'c = 2']],
  'a list closed too early': ['[\n  {"a": 1},]\n  {"a": 2}\n]', ['0.a = 1', '1.a = 2']],
  'a bracket of the wrong kind': ['{\n  "a": {\n    "b": 1\n  ],\n  "c": 2\n}', ['a.b = 1', 'c = 2']],
  'keys in a list': ['{"l": ["a": 1], "c": 2}', ['l.0.a = 1', 'c = 2']],
  'keys without braces': ['"a": 1,\n"b": [2]', ['a = 1', 'b.0 = 2']],
  'a line typed into a string': ['{\n  "a": "b\nc",\n  "d": 1\n}', ['a = b', 'd = 1']],
  'single quotes': ["{'a': 'b', \"c\": 1}", ['a = b', 'c = 1']],
  'an unclosed comment': ['{"a": 1, /* b\n"c": 2}', ['a = 1', 'c = 2']],
  'a template as a value': [
    '{"a": {{ .x | default "b, c" }}, "c": 1}',
    ['a = {{ .x | default "b, c" }}', 'c = 1'],
  ],
  'a template in a string': [
    '{"a": "{{ .x | default "b" }}", "c": 1}',
    ['a = {{ .x | default "b" }}', 'c = 1'],
  ],
  'template lines': [
    '{\n{{- if .x }}\n  "a": 1,\n{{- end }}\n  {% for y in z %}\n  "c": <%= d %>\n}',
    ['a = 1', 'c = <%= d %>'],
  ],
  'a template around values': ['[{{ if .x }} 1 {{ else }} {{ .y }} {{ end }}]', ['0 = 1', '1 = {{ .y }}']],
  'a variable': ['{"a": ${PORT}, "c": 1}', ['a = ${PORT}', 'c = 1']],
  'conflict markers': [
    '{\n<<<<<<< HEAD\n  "a": 1,\n=======\n  "a": 2,\n>>>>>>> main\n  "c": 3\n}',
    ['a = 1', 'a = 2', 'c = 3'],
  ],
};

describe('malformed JSON', () => {
  it.each(Object.entries(RECOVERED))('%s', (_name, [text, scalars]) => {
    expect(oracle(text)).toBeUndefined();
    expect(lines(text)).toEqual(scalars);
    expect(lines(text, EVERYWHERE)).toEqual(scalars);
  });
});

describe('valid JSON whose columns mislead', () => {
  it.each([
    '{\n"a": {\n    "b": 1,\n"c": 2\n}\n}',
    '{\n  "a": {\n    "b": 1,\n  "c": 2\n}}',
    '[\n  {\n    "a": 1\n}\n,\n  {\n    "a": 2\n    }\n]',
    '{\n  "a": 1\n  }',
    '{ "a": [1,\n"b"\n], "c":\n{\n"d": 1\n}\n}',
  ])('%j', (text) => {
    expect(read(text)).toEqual(oracle(text));
    expect(read(text, EVERYWHERE)).toEqual(oracle(text));
  });
});

describe('the end of a segment', () => {
  const ends = (text: string, cut = EVERYWHERE): number[] =>
    readSegments(text, cut).map(({ segment }) => segment.end);

  it('is behind the comma and the rest of its line when that says nothing more', () => {
    expect(ends('{"a": 1, // one\n "b": [2,3]}')).toEqual([16, 25, 28]);
  });

  it('is shallow rather than deep', () => {
    const entry = `"k": [${'123456789, '.repeat(400)}0],\n`;
    const text = `{${entry.repeat(10)}"z": 0}`;
    for (const { start, segment } of readSegments(text, NORMAL)) {
      expect(segment.end === text.length || segment.exit.top.depth === 1).toBe(true);
      expect(segment.end - start).toBeLessThan(9000);
    }
  });

  it('is found in a line of a megabyte', () => {
    const text = `[${'{"a":[1,2]},'.repeat(10_000)}0]`;
    const lengths = readSegments(text, NORMAL).map(({ start, segment }) => segment.end - start);
    expect(Math.max(...lengths)).toBeLessThan(5000);
  });
});

describe('states', () => {
  const stateAt = (text: string, index: number): typeof jsonReader.initial =>
    readSegments(text, EVERYWHERE)[index]?.segment.exit ?? jsonReader.initial;

  it('are compared by value', () => {
    expect(stateAt('{"a": {"b": 1, "c": 2}}', 0).equals(stateAt('{"a": {"x": [], "c": 2}}', 0))).toBe(false);
    expect(stateAt('{"a": [1, 2]}', 0).equals(stateAt('{"a": [0, 2]}', 0))).toBe(true);
  });

  it('are alike when only indices differ', () => {
    const first = stateAt('[{"a": 1}, {"a": 1}, 0]', 0);
    const second = stateAt('[{"a": 1}, {"a": 1}, 0]', 1);
    expect(first.equals(second)).toBe(false);
    expect(first.isAlike(second)).toBe(true);
    expect(first.isAlike(stateAt('{"a": 1, "b": 2}', 0))).toBe(false);
  });
});

describe('nesting deeper than 200', () => {
  it('is left out and said', () => {
    const nested = (levels: number): string => `{"a": ${'['.repeat(levels)}1${']'.repeat(levels)}, "b": 2}`;
    expect(lines(nested(199))).toHaveLength(2);
    expect(lines(nested(200))).toEqual(['b = 2']);
    expect(readSegments(nested(199), NORMAL)[0]?.segment.tooDeep).toBe(false);
    expect(readSegments(nested(200), NORMAL)[0]?.segment.tooDeep).toBe(true);
  });

  it('ends at a key of an outer object when it is never closed', () => {
    expect(lines(`{\n  "a": ${'['.repeat(300)},\n  "b": 2\n}`)).toEqual(['b = 2']);
  });
});

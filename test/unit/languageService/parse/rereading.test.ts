import { describe, expect, it } from 'vitest';
import { locatedScalars } from '../../../../server/src/languageService/configDocument.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { LARGE_FILES } from '../../../support/reader/largeFiles.ts';
import { CUTS, newBlocks, reread } from '../../../support/reader/rereading.ts';

/** Reads one text and then another, in both directions, and compares each time with reading afresh. */
function expectSame(one: string, two: string, languageId = 'yaml'): void {
  for (const cut of Object.values(CUTS)) {
    const first = parseConfig(one, languageId);
    const second = reread(first, two, languageId, cut);
    reread(reread(second, one, languageId, cut), two, languageId, cut);
  }
}

const FILLER = Array.from({ length: 400 }, (_, at) => `  k${at}:   value ${at} of many\n`).join('');

describe('an edit far below changes what stands above', () => {
  it.each([
    ['a closing quote', 'a: "x\n', 'z"\nb: 1\n', 'z\nb: 1\n'],
    ['what follows a closing quote', "a: 'x\n", "z'\nb: 1\n", "z'x\nb: 1\n"],
    ['a closing bracket', 'a: [x,\n', '  ]\nb: 1\n', '\nb: 1\n'],
    ['a closing brace', 'a: {x: y,\n', '  }\nb: 1\n', '  - \nb: 1\n'],
    ['the end of an action', '{{ if\n', '}}\nb: 1\n', '}\nb: 1\n'],
    ['the end of a comment in an action', '{{- /*\n', '*/}}\nb: 1\n', '*/}\nb: 1\n'],
    ['the end of an action in a value', 'a: {{ x\n', '}}\nb: 1\n', '\nb: 1\n'],
    ['the end of a block of text', 'a: |\n', 'b: 1\n', '  b: 1\n'],
    ['a document mark', 'a: "x\n', '---\nb"', '--\nb"'],
    ['the last line', 'a: "x\n', '"', ''],
    ['a bracket that ends a quote', '- e"\n: "\n', ']\n e"\n', '  {{ x }}\n e"\n'],
    ['the end of an action in a quote', 'a: "{{ x(\n', ' x) }}"\nb: 1\n', ' x) }"\nb: 1\n'],
    ['the end of an action in an anchor', 'a: &x{{ y\n', '}}z: 1\n', '}z: 1\n'],
    ['what makes a mark of a conflict', 'k: |\n', '>>>>>>>t\n n\n', '>>>>>>>\n n\n'],
    ['the end of a mark in the middle of a conflict', 'k: |\n', '=======   x\n n\n', '=======   \n n\n'],
  ])('%s', (_name, head, tail, edited) => {
    for (const filler of [FILLER, FILLER.replace(/ {2}(k\d+):/g, '  $1'), FILLER.slice(0, 2000), '']) {
      expectSame(head + filler + tail, head + filler + edited);
      expectSame(`top:\n  x: 1\n${head}${filler}${tail}`, `top:\n  x: 1\n${head}${filler}${edited}`);
    }
  });

  it.each([
    ['a closing quote', '{"a": "x', '", "b": 1}', ', "b": 1}'],
    ['the end of a comment', '{"a": /* ', '*/ 1, "b": 2}', '1, "b": 2}'],
    ['a closing bracket', '{"a": [\n', '], "b": 2}', ', "b": 2}'],
  ])('in JSON %s', (_name, head, tail, edited) => {
    const filler = Array.from({ length: 400 }, (_, at) => `  {"k": "value ${at}"},\n`).join('');
    expectSame(head + filler + tail, head + filler + edited, 'json');
  });
});

describe('at the start and the end of a file', () => {
  it.each([
    ['', 'a: 1\n'],
    ['', '\uFEFF'],
    ['', '\n'],
    ['a: 1', 'a: 12'],
    ['a: 1', 'a: 1\n'],
    ['a: 1\n', 'a: 1\n\n'],
    ['a: 1\n', '# c\na: 1\n'],
    ['a: 1\n', '---\na: 1\n'],
    ['a: 1\n', '...\na: 1\n'],
    ['a: 1\n', '- a: 1\n'],
    ['a: 1\n', ' a: 1\n'],
    ['a: 1\n', '%YAML 1.2\na: 1\n'],
    ['a: 1\n', '\uFEFFa: 1\n'],
    ['\uFEFFa: 1\n---\nb: 2\n', 'x\uFEFFa: 1\n---\nb: 2\n'],
    ['\uFEFFa: 1\n---\nb: 2\n', '# c\n\uFEFFa: 1\n---\nb: 2\n'],
    ['\uFEFFa: 1\nb: 2\n', 'z: 0\n\uFEFFa: 1\nb: 2\n'],
    ['\uFEFF\uFEFFa: 1\n', '\uFEFFa: 1\n'],
    ['a: 1\n...\n\uFEFFb: 2\n', '\uFEFFb: 2\n'],
    ['a: 1\n\uFEFFb: 2\n', '\uFEFFb: 2\n'],
    ['a: |\n  x', 'a: |\n  x\n'],
    ['a:', 'a: '],
    ['a: 1\r', 'a: 1\r\n'],
    ['a: 1\rb: 2\r', 'a: 1\r\nb: 2\r'],
  ])('%j and %j', (one, two) => {
    expectSame(one, two);
    expectSame(FILLER.replaceAll('  k', 'k') + one, FILLER.replaceAll('  k', 'k') + two);
  });

  it.each([
    ['', '{}'],
    ['\uFEFF{"a": 1}', '{"a": 1}'],
    ['\uFEFF{"a": 1}', ' \uFEFF{"a": 1}'],
    ['{"a": 1}', '{"a": 1'],
    ['{"a": 1}', '// c\n{"a": 1}'],
  ])('in JSON %j and %j', (one, two) => {
    expectSame(one, two, 'json');
  });
});

describe('a text that is replaced as a whole', () => {
  const files = Object.values(LARGE_FILES);

  it('is read as if it were new', () => {
    for (const one of files) for (const two of files) expectSame(one.make(30), two.make(31), two.languageId);
  });

  it('shares nothing with a text of another language', () => {
    const yaml = parseConfig('{"a": 1}', 'yaml');
    const json = parseConfig('{"a": 1}', 'json', yaml);
    expect(json.format).toBe('json');
    expect(newBlocks(yaml, json)).toHaveLength(1);
  });

  it('leaves the reading before as it was', () => {
    const before = parseConfig('a: 1\nb: 2\n', 'yaml');
    const shown = (): unknown =>
      [...locatedScalars(before)].map(({ start, scalar }) => [start, scalar.value]);
    const first = shown();
    parseConfig('x: 0\na: 1\nb: 2\n', 'yaml', before);
    expect(shown()).toEqual(first);
    expect(before.text).toBe('a: 1\nb: 2\n');
  });
});

import { describe, expect, it } from 'vitest';
import { compareText, readOracle } from '../../../../scripts/reader/compareText.ts';
import { readCorpus } from '../../../support/reader/corpusTexts.ts';

/** Path and value of each scalar that the oracle sees, or why it sees none. */
function seen(text: string, languageId = 'yaml'): unknown {
  const reading = readOracle(text, languageId);
  return 'rejected' in reading
    ? reading.rejected
    : reading.scalars.map(({ path, value }) => [path.join('.'), value]);
}

describe('the oracle', () => {
  it.each<[string, string, unknown]>([
    [
      'an alias as key',
      'a: &x b\n*x : c',
      [
        ['a', 'b'],
        ['*x', 'c'],
      ],
    ],
    ['a collection as key', '? [a, b]\n: c', [['?', 'c']]],
    ['an alias as value', 'a: &x b\nc: *x', [['a', 'b']]],
    ['a key without a colon', '{a, b: }', [['b', '']]],
    ['an empty document', '---\n---\na: 1', [['a', '1']]],
    ['no document', '# c\n', []],
    [
      'a lone CR',
      'a: b\rc: d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['an action in a value', 'a: x{{ b: "c" # d }}y', [['a', 'x{{ b: "c" # d }}y']]],
    ['quotes in an action in quotes', 'a: "x {{ index "k" }} \\x41"', [['a', 'x {{ index "k" }} A']]],
    [
      'a line of actions',
      '{{- if a }}\na: 1\n  {{ end }}\nb: 2',
      [
        ['a', '1'],
        ['b', '2'],
      ],
    ],
    ['a line of actions in a literal', 'a: |\n  x\n  {{ y }}\n  z\n', [['a', 'x\n{{ y }}\nz\n']]],
    ['a line of actions left of a literal', 'a: |\n  x\n{{ y }}\n  z\n', [['a', undefined]]],
    [
      'delimiters in quotes',
      '["{{", "}}"]',
      [
        ['0', '{{'],
        ['1', '}}'],
      ],
    ],
    ['a line of actions in plain text', 'a: x\n  {{ y }}\n  z', 'ambiguous'],
    ['malformed text', 'a: "b', 'malformed'],
    ['text beyond its stack', '['.repeat(50_000) + ']'.repeat(50_000), 'too deep'],
  ])('of YAML sees %s', (_name, text, expected) => {
    expect(seen(text)).toEqual(expected);
  });

  it.each<[string, string, unknown]>([
    [
      'comments, trailing commas and a byte order mark',
      '\uFEFF{"a": [1, "\\u0041",], // c\n}',
      [
        ['a.0', '1'],
        ['a.1', 'A'],
      ],
    ],
    ['malformed text', '{"a": }', 'malformed'],
  ])('of JSON sees %s', (_name, text, expected) => {
    expect(seen(text, 'json')).toEqual(expected);
  });
});

describe('the corpus', () => {
  const files = readCorpus();

  it('is there', () => {
    expect(files.length).toBeGreaterThanOrEqual(300);
  });

  it('is read as the strict parsers read it, wherever it is cut', () => {
    const problems = files.flatMap(({ path, text, languageId }) => {
      const comparison = compareText(text, languageId, true);
      if ('rejected' in comparison) return [`${path}: rejected by the oracle, ${comparison.rejected}`];
      return comparison.differences.map(({ modes, what }) => `${path} [${modes.join(', ')}] ${what}`);
    });
    expect(problems).toEqual([]);
  });
});

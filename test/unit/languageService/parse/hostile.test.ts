import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { cpuTime, LEEWAY } from '../../../support/cpuTime.ts';

const MEGABYTE = 1 << 20;

function fill(pattern: string, length = MEGABYTE): string {
  return pattern.repeat(Math.ceil(length / pattern.length)).slice(0, length);
}

function numbered(count: number, line: (index: number) => string, separator = '\n'): string {
  return Array.from({ length: count }, (_, index) => line(index)).join(separator);
}

const bomb = numbered(25, (index) => {
  const previous = index === 0 ? 'x' : `*a${index - 1}`;
  return `a${index}: &a${index} [${fill(`${previous}, `, 9 * (previous.length + 2))}x]`;
});

/** Each a megabyte or so, unless the point is another. */
const HOSTILE: Readonly<Record<string, string>> = {
  '100k keys': numbered(100_000, (index) => `key${index}: value`),
  '100k keys in flow style': `{${numbered(100_000, (index) => `key${index}: v`, ', ')}}`,
  '100k equal keys': fill('k: v\n', 500_000),
  '100k aliases': `a: &a x\n${numbered(100_000, (index) => `k${index}: *a`)}`,
  '100k merge keys': `a: &a {x: 1}\n${fill('<<: *a\n', 700_000)}`,
  '100k anchors': numbered(100_000, (index) => `- &a${index} x`),
  'an alias bomb': bomb,
  '10k [': fill('[', 10_000),
  '10k levels hidden behind quoted closers': fill('["]", ', 60_000),
  '10k levels behind an unclosed quote': `a: "\nb: ${fill('[', 10_000)}`,
  '10k levels of indentation': numbered(1400, (index) => `${' '.repeat(index)}a:`),
  '10k { in JSON shape': fill('{"a":', 50_000),
  'a list of lists, closed': fill('[],'),
  'a stair per line': fill(numbered(190, (index) => `${' '.repeat(index)}a:`) + ' "x\n'),
  'unclosed quotes': fill('k: "x\n'),
  'unclosed brackets': fill('k: [x\n'),
  'unclosed actions': fill('k: {{ a\n'),
  actions: fill('{{ a }}\n'),
  'opened comments in actions': fill('{{/*'),
  'wrong dedents': fill('    a: b\n  c: d\n e: f\n'),
  documents: fill('---\n'),
  'document ends': fill('a\n...\n'),
  'distinct documents': numbered(100_000, (index) => `--- ${index}`),
  'malformed documents': fill('---\na: "x\nb: [\n'),
  'conflict marks': fill('<<<<<<< a\n>>>>>>> b\n'),
  'empty literals': fill('a: |\n'),
  'blank lines in a literal': `a: |\n${fill('\n')} b`,
  'blank lines in quotes': `a: "${fill('\n')} b"`,
  'blanks before a comment': `a: ${fill(' ')}x #`,
  'escaped quotes': `a: "${fill('\\"')}`,
  backslashes: `a: "${fill('\\')}`,
  'lone CR': fill('a: b\r'),
  'lone surrogates': `a: ${fill('\ud800')}`,
  ...Object.fromEntries(
    [
      '{',
      '}',
      '[',
      ']',
      '[,',
      '"',
      "'",
      '- ',
      '-\n',
      '? ',
      ': ',
      ':\n',
      ',',
      'a: ',
      'a:\n',
      '&a ',
      '!a ',
      '*a ',
    ].map((pattern) => [JSON.stringify(pattern), fill(pattern)]),
  ),
  ...Object.fromEntries(
    [
      '#',
      '#\n',
      '\n',
      ' ',
      '\t',
      '\0',
      '|\n',
      '>',
      '%a\n',
      '@\n',
      '{{',
      '{%',
      '{#',
      '<%',
      '//',
      '/*',
      '""',
      '"a" ',
    ].map((pattern) => [JSON.stringify(pattern), fill(pattern)]),
  ),
};

function millisecondsFor(text: string, languageId: string): number {
  return cpuTime(() => void parseConfig(text, languageId));
}

/** The quick run leaves out what others nearly cover; `npm run test:full` tries all. */
const QUICK = new Set([
  '100k keys',
  'an alias bomb',
  '10k [',
  '10k levels hidden behind quoted closers',
  '10k levels behind an unclosed quote',
  '10k { in JSON shape',
  'unclosed quotes',
  'documents',
  'escaped quotes',
  '"{"',
  '"\\""',
  '"- "',
]);
const isFull = process.env['VAULT_REFS_TEST_FULL'] === '1';
const tried = Object.entries(HOSTILE).filter(([name]) => isFull || QUICK.has(name));

describe('a hostile file is answered in under a second', () => {
  it.each(tried)('%s', (_name, text) => {
    expect(millisecondsFor(text, 'yaml')).toBeLessThan(1000 * LEEWAY);
    expect(millisecondsFor(text, 'json')).toBeLessThan(1000 * LEEWAY);
  });

  it('whatever the quick run names exists', () => {
    expect([...QUICK].filter((name) => !(name in HOSTILE))).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { MAX_DEPTH, MAX_SIZE, MAX_TOKENS } from '../../../../server/src/languageService/parse/guards.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';

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

/** Each a megabyte or so, unless the point is another. They are refused or read; nobody cares which. */
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

/** Time on the processor, because a busy machine is not the reader's fault. */
function millisecondsFor(text: string, languageId: string): number {
  const start = process.threadCpuUsage();
  parseConfig(text, languageId);
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
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
    expect(millisecondsFor(text, 'yaml')).toBeLessThan(1000);
    expect(millisecondsFor(text, 'json')).toBeLessThan(1000);
  });

  it('whatever the quick run names exists', () => {
    expect([...QUICK].filter((name) => !(name in HOSTILE))).toEqual([]);
  });
});

describe('the limits', () => {
  it('refuse a file by its size, to the character', () => {
    expect(parseConfig(fill('#', MAX_SIZE), 'yaml').refusal).toBeUndefined();
    const { refusal, blocks } = parseConfig(fill('#', MAX_SIZE + 1), 'yaml');
    expect(refusal).toEqual({ limit: 'size', max: MAX_SIZE });
    expect(blocks).toEqual([]);
  });

  const SHAPES: Readonly<Record<string, [string, (depth: number) => string]>> = {
    brackets: ['yaml', (depth) => '['.repeat(depth) + ']'.repeat(depth)],
    'brackets in JSON': ['json', (depth) => '['.repeat(depth) + ']'.repeat(depth)],
    'objects in JSON': ['json', (depth) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth)],
    'unclosed brackets': ['yaml', (depth) => `a\n---\n${'['.repeat(depth)}`],
    indentation: ['yaml', (depth) => numbered(depth, (index) => `${' '.repeat(index)}a:`)],
    'compact lists': ['yaml', (depth) => '- '.repeat(depth) + 'x'],
  };

  it.each(Object.entries(SHAPES))('refuse a file by its depth: %s', (_name, [languageId, shape]) => {
    expect(parseConfig(shape(MAX_DEPTH), languageId).refusal).toBeUndefined();
    expect(parseConfig(shape(MAX_DEPTH + 1), languageId).refusal).toEqual({ limit: 'depth', max: MAX_DEPTH });
  });

  it('do not count brackets in quotes, text or comments', () => {
    const text = `{"a": "${'['.repeat(1000)}", "b": ["x"]}`;
    expect(parseConfig(text, 'json').refusal).toBeUndefined();
    expect(parseConfig(text, 'yaml').refusal).toBeUndefined();
    expect(
      parseConfig(`a: |\n  ${'['.repeat(1000)}\n# ${'{'.repeat(1000)}\nb: x${'['.repeat(999)}`, 'yaml')
        .refusal,
    ).toBeUndefined();
  });

  it('refuse the whole file when one document is too deep', () => {
    const { blocks, refusal } = parseConfig(`a: 1\n---\n${fill('[', 500)}`, 'yaml');
    expect(refusal?.limit).toBe('depth');
    expect(blocks).toEqual([]);
  });

  it('refuse a file by its tokens, and let 80,000 keys pass', () => {
    const keys = (count: number): string => numbered(count, (index) => `key${index}: value`);
    expect(parseConfig(keys(80_000), 'yaml').blocks[0]?.content.scalars).toHaveLength(80_000);
    expect(parseConfig(keys(100_000), 'yaml').refusal).toEqual({ limit: 'keys', max: MAX_TOKENS });
  });
});

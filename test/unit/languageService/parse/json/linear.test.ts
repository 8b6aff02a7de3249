import { createScanner } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { isFullRun } from '../../../../support/fullRun.ts';
import { NORMAL, readSegments } from './wholeReading.ts';

/** Texts of a shape, about so many characters long. */
const SHAPES: Readonly<Record<string, (length: number) => string>> = {
  'opening brackets': (length) => '['.repeat(length),
  'opening braces': (length) => '{'.repeat(length),
  'nested objects': (length) => '{"a":'.repeat(length / 5),
  'nested lists of lists': (length) => '[1,'.repeat(length / 3),
  quotes: (length) => '"'.repeat(length),
  'single quotes': (length) => "'".repeat(length),
  'quotes in words': (length) => '"a"b'.repeat(length / 4),
  'quotes and colons': (length) => '["a":'.repeat(length / 5),
  backslashes: (length) => '\\'.repeat(length),
  'backslashes in a string': (length) => `"${'\\'.repeat(length)}`,
  'unclosed comments': (length) => '/*'.repeat(length / 2),
  'unclosed comments on lines': (length) => '1,/*\n'.repeat(length / 5),
  commas: (length) => ','.repeat(length),
  'one string': (length) => `["${'x'.repeat(length)}"]`,
  'one unclosed string': (length) => `["${'x '.repeat(length / 2)}`,
  blanks: (length) => `[1,${' '.repeat(length)}`,
  'blanks behind a quote': (length) => `["a"${' "'.repeat(length / 2)}`,
  'line breaks': (length) => '\r'.repeat(length),
  'unclosed everything': (length) => '{"a": ["b, {"c": "d\n'.repeat(length / 20),
  'unclosed actions': (length) => '{{ a '.repeat(length / 5),
  'unclosed actions in strings': (length) => '["{{"x'.repeat(length / 6),
  'unclosed template comments': (length) => '{{/*'.repeat(length / 4),
  'unclosed variables': (length) => '[${a'.repeat(length / 4),
  'lines that are dedented': (length) => '{\n    "a": {\n  "b": [\n'.repeat(length / 23),
  'closing brackets': (length) => ']}'.repeat(length / 2),
  'dedented without damage': (length) => `[${'{"a":{\n   "b": 1,\n "c": 2}},\n'.repeat(length / 29)}]`,
  words: (length) => '[a b '.repeat(length / 5),
};

const SHORT = isFullRun ? 250_000 : 100_000;

/** Best of two, in milliseconds. */
function timeOf(text: string): number {
  const times = [0, 1].map(() => {
    const start = performance.now();
    readSegments(text, NORMAL);
    return performance.now() - start;
  });
  return Math.min(...times);
}

// A ratio is measured again when another process got in between.
describe('four times the text takes less than eight times as long', { retry: 3 }, () => {
  it.each(Object.entries(SHAPES))('%s', (_name, make) => {
    const short = timeOf(make(SHORT));
    const long = timeOf(make(4 * SHORT));
    // Below a few milliseconds the clock and the compiler decide.
    expect(long / Math.max(short, 4)).toBeLessThan(8);
  });
});

describe('scalars with paths', { retry: 3 }, () => {
  const items = Array.from({ length: 6000 }, (_, id) => ({
    id,
    name: `service-${id}`,
    image: { repository: `registry.example.com/team/app-${id}`, tag: '1.2.3' },
    env: [{ name: 'A_NAME', value: `x${id}` }, 1.5, null],
  }));

  it.each(Object.entries({ lines: 2, minified: 0 }))(
    'of %s cost a bounded multiple of finding the tokens',
    (_name, indent) => {
      const text = JSON.stringify({ items }, null, indent);
      timeOf(text);
      const scanning = Math.min(...[0, 1, 2].map(() => timeOfScan(text)));
      // About twice the time in plain Node; the test runner makes calls between our modules five times as slow.
      expect(timeOf(text) / scanning).toBeLessThan(30);
    },
  );
});

/** Milliseconds that `jsonc-parser` takes to find the tokens. */
function timeOfScan(text: string): number {
  const start = performance.now();
  const scanner = createScanner(text, false);
  const endOfFile = 17;
  while ((scanner.scan() as number) !== endOfFile);
  return performance.now() - start;
}

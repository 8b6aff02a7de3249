import { describe, expect, test } from 'vitest';
import { writtenScalar } from '../../../../../server/src/languageService/migration/placement/writtenScalar.ts';
import { respell } from '../../../../../server/src/languageService/migration/spelling/respell.ts';
import type { Spelling } from '../../../../../server/src/languageService/migration/spelling/spelling.ts';
import { spellingOf } from '../../../../../server/src/languageService/migration/spelling/spellingOf.ts';
import { parseConfig } from '../../../../../server/src/languageService/parse/index.ts';

interface Read {
  readonly raw: string;
  readonly value: string;
  readonly spelling: Spelling | undefined;
}

/** The spelling of the first scalar under `a`, or of the first one. */
function read(text: string, languageId = 'yaml'): Read {
  const document = parseConfig(text, languageId);
  const at = document.blocks.flatMap(({ start, content }) =>
    content.scalars.map((scalar) => start + scalar.start),
  );
  const located = document.scalarAt(at[0]!)!;
  const written = writtenScalar(document, located);
  return {
    raw: written.raw,
    value: located.scalar.value,
    spelling: spellingOf(located.scalar.value, written),
  };
}

describe('the text is made again', () => {
  test.each([
    ['plain', 'a: x y # c\n'],
    ['plain with what others escape', "a: it's C:\\d\n"],
    ['plain over lines', 'a: x\n   y\n\n\n   z\nb: 1\n'],
    ['plain over lines with blanks', 'a: x  \n\t \n  \t y\r\n z\r a\n'],
    ['single quotes', "a: 'it''s ''''x'"],
    ['single quotes over lines', "a: 'x ''\n\n  y\n  z\n '\n"],
    [
      'double quotes',
      'a: "x\\"\\\\\\/\\t\\n\\a\\0\\e\\N\\_\\L\\P\\ \\x41\\x4f\\x4F\\u00e9\\u00E9\\U0001F600\\U0001f600"',
    ],
    ['an escaped tab', 'a: "x\\\ty"'],
    ['an escape that is none', 'a: "x\\qy\\x4\\u12\\U00200000"'],
    ['double quotes over lines', 'a: "x \\\n   \\  y\n\n  z\\n\n  "\nb: 1\n'],
    ['CRLF and CR', 'a: "x\r\n\r\n  y\r  z\\\r\n   w"\r\n'],
    ['surrogates', 'a: "\\ud83d\\ude00 \\ud800"'],
    ['literal', 'a: |\n   x\n     y\n\n \n       \n   z\nb: 1\n'],
    ['literal, kept', 'a: |+\n  x\n\n\n'],
    ['literal, stripped, CRLF', 'a: |-\r\n  x\r\n\r\n    y\r\nb: 1\r\n'],
    ['literal, explicit indentation', 'a: |2\n    x\n   y\n'],
    ['literal with tabs and trailing blanks', 'a: |\n  x \t\n  \ty  \n'],
    ['literal with NEL', 'a: |\n  x\u0085y\u2028z\n'],
    ['folded', 'a: >\n  x\n  y\n\n  z\n\n\n  w\n'],
    ['folded, some further in', 'a: >-\n  x\n    y\n    z\n\n  w\n  \tt\n  u\n   \n  v\n'],
    ['folded, odd blank lines', 'a: >\r\n  x\r\n \r\n  y\r\n\r\n      \r\n  z\r\n'],
  ])('%s', (_, text) => {
    const { raw, value, spelling } = read(text);
    expect(spelling).toBeDefined();
    expect(respell(value, spelling!)).toBe(raw);
  });

  test.each([
    ['a string', '["x\\u00e9\\u00E9\\n\\"\\\\\\/\\b\\f\\r\\t"]'],
    ['surrogates', '["\\ud83d\\ude00 \\uD83D\\uDE00"]'],
    ['a number', '[-1.5e3]'],
    ['an escape that is none', '["\\a\\x41"]'],
    ['other quotes', "['it\\'s']"],
  ])('JSON: %s', (_, text) => {
    const { raw, value, spelling } = read(text, 'json');
    expect(spelling).toBeDefined();
    expect(respell(value, spelling!)).toBe(raw);
  });
});

test.each([
  ['digits in both cases', 'a: "\\u00eA"'],
  ['digits in both cases, long', 'a: "\\U0001Fa00"'],
])('there is none for %s', (_, text) => {
  expect(read(text).spelling).toBeUndefined();
});

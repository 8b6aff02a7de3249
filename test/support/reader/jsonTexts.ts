import fc, { type Arbitrary } from 'fast-check';

const string = fc
  .array(
    fc.constantFrom(
      'a',
      'b c',
      '\\n',
      '\\"',
      '\\\\',
      '\\u00e9',
      '\\ud83d\\ude00',
      '😀',
      '//',
      '/*',
      '{',
      ']',
      ',',
      ':',
      "'",
      '\u2028',
      '#',
      '\\/',
    ),
    { maxLength: 4 },
  )
  .map((parts) => `"${parts.join('')}"`);
const leaf = fc.oneof(
  string,
  fc.constantFrom('1', '-1.5e3', '0', 'true', 'false', 'null', '12345678901234567890', '1E+2'),
);
const blank = fc.oneof(
  { weight: 6, arbitrary: fc.constant('') },
  { weight: 5, arbitrary: fc.constantFrom(' ', '\n', '\n  ', '\n    ', '\r\n', '\t', '\r', '  \n\t') },
  { weight: 1, arbitrary: fc.constantFrom('/* c */', '// c\n', ' // "q\n ', '/*"*/ ', '/* a\n b */') },
);
const comma = fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: fc.constant(',') });

function bracketed(opener: string, items: Arbitrary<string>, closer: string): Arbitrary<string> {
  return fc
    .tuple(fc.array(fc.tuple(blank, items, blank), { maxLength: 5 }), comma, blank)
    .map(([parts, last, end]) => {
      const inner = parts.map((part) => part.join('')).join(',');
      return opener + inner + (parts.length > 0 ? last : '') + end + closer;
    });
}

const value = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, depthSize: 'small' },
    leaf,
    bracketed(
      '{',
      fc
        .tuple(string, blank, blank, tie('value'))
        .map(([key, before, after, held]) => `${key}${before}:${after}${held}`),
      '}',
    ),
    bracketed('[', tie('value'), ']'),
  ),
})).value;

const pretty = fc
  .tuple(
    fc.object({
      maxDepth: 4,
      key: fc.constantFrom('a', 'b', 'key', 'x y', '😀', ''),
      values: [fc.string({ maxLength: 6 }), fc.integer(), fc.boolean(), fc.constant(null)],
    }),
    fc.constantFrom<(number | string)[]>(0, 2, 4, '\t'),
  )
  .map(([tree, indent]) => JSON.stringify(tree, null, indent));

/** Valid JSON with comments and trailing commas: pretty-printed, on one line, or with blanks anywhere. */
export const jsonText: Arbitrary<string> = fc.oneof(
  pretty,
  fc.tuple(fc.constantFrom('', '', '\uFEFF'), blank, value, blank).map((parts) => parts.join('')),
);

import fc from 'fast-check';

const BLANKS = fc.constantFrom(
  '',
  '',
  '',
  ' ',
  '\n',
  '\n  ',
  '\r\n    ',
  '\r',
  '\t',
  '// c\n',
  '/* "x": { */',
  '\n      ',
);

const STRING = fc
  .oneof(
    fc.constantFrom(
      'a',
      'b',
      'key',
      'a, b',
      '{',
      '}',
      '{{ .x }}',
      "it's",
      '//',
      '/*',
      '*/',
      '',
      'ü',
      '😀',
      'a:b',
    ),
    fc.string({ unit: 'binary', maxLength: 8 }),
  )
  .map((value) => JSON.stringify(value));

const LITERAL = fc.oneof(
  fc.constantFrom('true', 'false', 'null', '0', '-1', '1.5e+3', '12345678901234567890', '"\\u0041\\/"'),
  STRING,
);

function listed(open: string, close: string, entry: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(fc.tuple(BLANKS, entry, BLANKS), { maxLength: 5 }), BLANKS, fc.boolean())
    .map(([entries, blanks, trails]) => {
      const inner = entries.map((parts) => parts.join('')).join(',');
      return open + inner + (trails && entries.length > 0 ? ',' : '') + blanks + close;
    });
}

const { value } = fc.letrec<{ value: string; list: string; object: string; entry: string }>((tie) => ({
  value: fc.oneof({ depthSize: 'medium', withCrossShrink: true }, LITERAL, tie('list'), tie('object')),
  list: listed('[', ']', tie('value')),
  object: listed('{', '}', tie('entry')),
  entry: fc
    .tuple(STRING, BLANKS, BLANKS, tie('value'))
    .map(([key, before, after, content]) => `${key}${before}:${after}${content}`),
}));

/** Valid JSON with comments, blanks of all kinds, trailing commas, and indentation that misleads. */
export const documents = fc.oneof(
  fc.tuple(BLANKS, value, BLANKS).map((parts) => parts.join('')),
  fc.jsonValue({ maxDepth: 4 }).map((json) => JSON.stringify(json, null, 2)),
  fc.jsonValue({ maxDepth: 4 }).map((json) => JSON.stringify(json, null, '\t')),
);

const SPLINTER = fc.constantFrom(
  ...[
    '"',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '\n',
    '\n  ',
    '\\',
    '/*',
    '*/',
    '//',
    "'",
    '{{ x }}',
    '{{',
    '}}',
    'a',
    ' ',
    '1',
  ],
  ...['<<<<<<< a\n', '\n=======\n', '${X}', '"k":', '\n"k": ', '\r', 'null', '{%', '%}', '\uFEFF'],
);

/** Documents with a few characters inserted, removed or replaced. */
export const mutants = fc
  .tuple(
    documents,
    fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 3 }), SPLINTER), { minLength: 1, maxLength: 4 }),
  )
  .map(([text, edits]) =>
    edits.reduce((broken, [place, length, insert]) => {
      const at = place % (broken.length + 1);
      return broken.slice(0, at) + insert + broken.slice(at + length);
    }, text),
  );

import fc, { type Arbitrary } from 'fast-check';

const word = fc.constantFrom(
  'a',
  'key',
  'b c',
  'x:y',
  'a#b',
  '😀',
  "it's",
  'x"q"',
  'null',
  '12',
  '0x1F',
  'é\u0085',
  '-z',
  '?q',
  'a\\b',
  '~',
  'true',
  '1.5e3',
  'a\u2028b',
  '\u00a0n',
  '<<',
  'a  b',
  'a\tb',
  '.',
  'a-',
  '{x'.slice(1),
  '=x',
  'C:\\d',
  '%x'.slice(1),
  '日本',
);
/** Words of plain text that are no YAML syntax, blanks between them. */
export const lineOfWords = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
const doubleInner = fc.constantFrom(
  'a',
  '',
  'x: y',
  ' # no',
  '\\n',
  '\\"',
  '\\x41',
  '\\u00e9',
  '\\U0001F600',
  "it's",
  '[',
  '}',
  ', ',
  '- ',
  '\\\\',
  '\\/',
  'b ',
  '\\t',
  '😀',
  '---',
  '#',
);
const singleInner = fc.constantFrom(
  'a',
  '',
  'x: y',
  ' # no',
  "''",
  '"',
  '\\',
  '{',
  ']',
  ', ',
  '- ',
  'b ',
  '\\n',
  '😀',
  '...',
  '#',
);
/** `maxLength` lines at most; most scalars have one. */
function linesOf(line: Arbitrary<string>, maxLength: number): Arbitrary<readonly string[]> {
  return fc.oneof(
    { weight: 5, arbitrary: line.map((one) => [one]) },
    { weight: 1, arbitrary: fc.array(fc.oneof(line, fc.constant('')), { minLength: 1, maxLength }) },
  );
}

function quoted(quote: string, inner: Arbitrary<string>): Arbitrary<readonly string[]> {
  const line = fc.array(inner, { maxLength: 4 }).map((parts) => parts.join(''));
  return linesOf(line, 4).map((lines) => `${quote}${lines.join('\n')}${quote}`.split('\n'));
}

/** Lines of a scalar, the first and last with its quotes. */
export const double = quoted('"', doubleInner);
/** Lines of a scalar, the first and last with its quotes. */
export const single = quoted("'", singleInner);
/** Lines of a plain scalar; those in the middle may be blank. */
export const plain = linesOf(lineOfWords, 3).map((lines) =>
  lines.at(-1) === '' || lines[0] === '' ? ['e', ...lines, 'f'] : lines,
);

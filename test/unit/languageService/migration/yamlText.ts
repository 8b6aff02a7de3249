import fc from 'fast-check';

/** Lines of a value, the first of which follows its key or dash; more lines are deeper by `indent` already. */
type Render = (indent: string) => readonly string[];

const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const comment = fc.constantFrom('', '', ' # note', ' #secret/other#key');

const quotedBody = fc.array(
  fc.constantFrom('a', 'Z9', ' ', ': ', ' #', '{', ']', ',', '*', '\u00e9', '\ud83d\udd11', '&'),
  { minLength: 1, maxLength: 6 },
);

const singleQuoted = quotedBody.map((parts) => `'x${parts.join("''")}'`);
const doubleQuoted = quotedBody.map((parts) => `"x${parts.join('\\"\\n\\u00e9')}"`);
const plain = fc.oneof(
  word,
  word.map((text) => `p:${text}`),
  fc.constantFrom('12345', '0x1F', 'true', '1e3', '2026-01-01', 'a#b', 'a: b'.replace(' ', ''), 'x y z'),
);
const flowScalar = fc.oneof(word, singleQuoted, doubleQuoted);
const flow = fc.oneof(
  fc.array(flowScalar, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
  fc
    .array(flowScalar, { maxLength: 3 })
    .map((items) => `{${items.map((item, i) => `k${i}: ${item}`).join(', ')}}`),
  fc
    .array(doubleQuoted, { maxLength: 2 })
    .map((items) => `{${items.map((item, i) => `"k${i}":${item}`).join(',')}}`),
);
const anchored = fc.tuple(fc.constantFrom('', '', '', '!!str '), fc.oneof(plain, singleQuoted, doubleQuoted));

const oneLine: fc.Arbitrary<Render> = fc
  .tuple(
    fc.oneof(
      anchored.map((parts) => parts.join('')),
      flow,
    ),
    comment,
  )
  .map((parts) => () => [parts.join('')]);

const block: fc.Arbitrary<Render> = fc
  .tuple(
    fc.constantFrom('|', '|-', '|+', '>', '>-', '>+', '|2-'),
    comment,
    fc.array(fc.oneof(word, fc.constantFrom('', '  deeper', 'a: b # no comment', '- x')), { maxLength: 4 }),
    word,
  )
  .map(([header, note, lines, first]) => (indent) => [
    header + note,
    ...[first, ...lines].map((line) => (line === '' ? '' : `${indent}  ${line}`)),
  ]);

const severalLines: fc.Arbitrary<Render> = fc
  .tuple(fc.constantFrom('', '"', "'"), word, word, fc.boolean())
  .map(([quote, one, two, hasGap]) => (indent) => [
    `${quote}${one}`,
    ...(hasGap ? [''] : []),
    `${indent}  ${two}${quote}`,
  ]);

const { node } = fc.letrec<{ node: Render; map: Render; sequence: Render }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    oneLine,
    block,
    severalLines,
    tie('map'),
    tie('sequence'),
  ),
  map: fc
    .array(fc.tuple(tie('node'), fc.constantFrom('', '# between')), { minLength: 1, maxLength: 3 })
    .map((entries) => (indent) => [
      '',
      ...entries.flatMap(([value, between], index) => [
        ...(between === '' ? [] : [`${indent}  ${between}`]),
        ...attach(`${indent}  key${index}:`, value(`${indent}  `)),
      ]),
    ]),
  sequence: fc
    .array(tie('node'), { minLength: 1, maxLength: 3 })
    .map((items) => (indent) => [
      '',
      ...items.flatMap((item) => attach(`${indent}  -`, item(`${indent}  `))),
    ]),
}));

function attach(head: string, [first = '', ...rest]: readonly string[]): readonly string[] {
  return [first === '' ? head : `${head} ${first}`, ...rest];
}

const document = fc
  .array(node, { minLength: 1, maxLength: 4 })
  .map((nodes) => nodes.flatMap((render, index) => attach(`top${index}:`, render(''))));

/** Valid YAML of every style that a config file has, with either line end, with and without a byte order mark. */
export const yamlText: fc.Arbitrary<string> = fc
  .record({
    documents: fc.array(document, { minLength: 1, maxLength: 2 }),
    lineEnd: fc.constantFrom('\n', '\r\n'),
    mark: fc.constantFrom('', '\ufeff'),
    end: fc.constantFrom('', '\n', '\n\n', '\n# the end'),
  })
  .map(({ documents, lineEnd, mark, end }) => {
    const text = documents.map((lines) => lines.join('\n')).join('\n---\n') + end;
    return mark + text.replaceAll('\n', lineEnd);
  });

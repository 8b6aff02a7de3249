import fc, { type Arbitrary } from 'fast-check';
import { flow } from './yamlFlow.ts';
import { double, lineOfWords, plain, single } from './yamlLines.ts';
import type { Body, Entry, YamlNode } from './yamlModel.ts';

const blockLine = fc.constantFrom(
  'a',
  'x: y',
  '- z',
  '# no',
  '"q',
  "'",
  '[',
  '}',
  'b  ',
  ' more',
  '\ttab',
  '',
  '',
  '   ',
  '😀',
  '|',
  '...x',
  '&a',
  '%b',
  'k:',
);

const text: Arbitrary<Body> = fc
  .oneof(
    { weight: 4, arbitrary: plain },
    { weight: 2, arbitrary: double },
    { weight: 2, arbitrary: single },
    { weight: 1, arbitrary: fc.constant(['']) },
    { weight: 1, arbitrary: fc.constant(['*x']) },
  )
  .map((lines) => ({ kind: 'text', lines }));

const blockText: Arbitrary<Body> = fc.record({
  kind: fc.constant('block-text' as const),
  header: fc.constantFrom('|', '>', '|-', '>-', '|+', '>+'),
  explicit: fc.boolean(),
  step: fc.integer({ min: 1, max: 4 }),
  lines: fc.array(blockLine, { maxLength: 5 }),
});

const properties = fc.oneof(
  { weight: 9, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom('&x', '!t', '!!str', '!<tag:x,2000:y>', '!t &x', '&x !!map') },
);
const comment = fc.oneof(
  { weight: 9, arbitrary: fc.constant('') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('# c', '#', '# "q', '# a: b', '# {{ x }}'.replace('{{ x }}', 'x')),
  },
);
const above = fc.oneof(
  { weight: 9, arbitrary: fc.constant('') },
  { weight: 1, arbitrary: fc.constantFrom('\n', '# c\n', '   # c\n', '  \n\n', '\t\n', '        #\n') },
);

const implicitKey = fc.oneof(
  { weight: 6, arbitrary: lineOfWords },
  { weight: 2, arbitrary: fc.constantFrom('"k"', "'k'", '"a: b"', "'#'", '"\\x41"', '<<', '12') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '*x ', '[a, b]', '{a: b}', '&x k', '!t k', '"k" ', '!!str', '[]', '{}'),
  },
);
const explicitKey = fc.constantFrom('k', '"k"', '[a, b]', '- a', 'a: b', '', '*x', '{a}', '!t k', "'it''s'");

/** Nodes of any kind and style, at most a few levels deep. */
export const yamlNode: Arbitrary<YamlNode> = fc.letrec<{ node: YamlNode; body: Body; entry: Entry }>(
  (tie) => ({
    node: fc.record({ properties, comment, body: tie('body') }),
    body: fc.oneof(
      { maxDepth: 5, depthSize: 'small' },
      { weight: 6, arbitrary: text },
      { weight: 2, arbitrary: blockText },
      { weight: 2, arbitrary: flow },
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant('map' as const),
          step: fc.integer({ min: 1, max: 4 }),
          entries: fc.array(tie('entry'), { minLength: 1, maxLength: 4 }),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          kind: fc.constant('list' as const),
          step: fc.integer({ min: 0, max: 3 }),
          gap: fc.constantFrom(1, 1, 1, 2, 4),
          items: fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
        }),
      },
    ),
    entry: fc.oneof(
      {
        weight: 12,
        arbitrary: fc.record({ key: implicitKey, isExplicit: fc.constant(false), above, value: tie('node') }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ key: explicitKey, isExplicit: fc.constant(true), above, value: tie('node') }),
      },
    ),
  }),
).node;

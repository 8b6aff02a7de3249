import fc, { type Arbitrary } from 'fast-check';
import { double, lineOfWords, single } from './yamlLines.ts';
import type { Body } from './yamlModel.ts';

/** Pieces of flow style, in order; a line may be broken between any two. */
const flowPieces: Arbitrary<readonly string[]> = fc.letrec<{
  node: readonly string[];
  scalar: readonly string[];
}>((tie) => ({
  scalar: fc.oneof(
    lineOfWords.filter((line) => !/[,[\]{}]/.test(line)).map((line) => [line]),
    fc.oneof(double, single).map((lines) => [lines.join(' ')]),
    fc.constantFrom(['*x '], ['!t a'], ['&x b'], ['!!str']),
  ),
  node: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    tie('scalar'),
    fc.array(tie('node'), { maxLength: 3 }).map((items) => wrap('[', items, ']')),
    fc
      .array(
        fc
          .tuple(tie('scalar'), fc.constantFrom([':'], [' : '], [': ']), tie('node'))
          .map(([key, colon, value]) => [...key, ...colon, ' ', ...value]),
        { maxLength: 3 },
      )
      .map((items) => wrap('{', items, '}')),
    fc
      .array(
        fc
          .tuple(
            double.filter((lines) => lines.length === 1),
            tie('node'),
          )
          .map(([key, value]) => [...key, ':', ...value]),
        { maxLength: 3 },
      )
      .map((items) => wrap('{', items, '}')),
    fc
      .array(
        fc.oneof(
          tie('scalar'),
          fc.tuple(tie('scalar'), tie('scalar')).map(([key, value]) => [...key, ': ', ...value]),
          tie('scalar').map((key) => ['? ', ...key]),
        ),
        { maxLength: 3 },
      )
      .map((items) => wrap('[', items, ']')),
    fc
      .array(
        fc.oneof(
          tie('scalar'),
          tie('scalar').map((key) => [...key, ':']),
        ),
        { maxLength: 3 },
      )
      .map((items) => wrap('{', items, '}')),
  ),
})).node;

function wrap(opener: string, items: readonly (readonly string[])[], closer: string): string[] {
  return [opener, ...items.flatMap((item, index) => (index === 0 ? item : [', ', ...item])), closer];
}

/** Flow collections, on one line or with a break between any two pieces. */
export const flow: Arbitrary<Body> = fc.record({
  kind: fc.constant('flow' as const),
  pieces: flowPieces.map((pieces) => (/^[[{]/.test(pieces[0] ?? '') ? pieces : ['[', ...pieces, ']'])),
  isBroken: fc.boolean(),
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ManyTexts } from '../../../../server/src/migration/report/manyTexts.ts';
import { joined, outside } from '../../../../server/src/migration/report/ranges.ts';
import { runs } from '../../languageService/migration/runs.ts';

/** Character by character. */
function covered(ranges: readonly { start: number; end: number }[], length: number): readonly boolean[] {
  return Array.from({ length }, (_, at) => ranges.some(({ start, end }) => start <= at && at < end));
}

describe('ManyTexts', () => {
  test.each([
    [['he', 'she', 'hers'], 'ushers', [{ start: 1, end: 6 }]],
    [
      ['ab'],
      'abab ab',
      [
        { start: 0, end: 4 },
        { start: 5, end: 7 },
      ],
    ],
    [['aa'], 'aaaa', [{ start: 0, end: 4 }]],
    [['abcd', 'bc'], 'abcx', [{ start: 1, end: 3 }]],
    [[], 'abc', []],
    [[''], 'abc', []],
    [['😀'], 'x😀', [{ start: 1, end: 3 }]],
  ])('%j in %j', (texts, text, expected) => {
    expect(new ManyTexts(texts).find(text)).toEqual(expected);
  });

  test('finds what a search for each would find', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 60 });
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 8 }), text, (texts, within) => {
        const found = texts.flatMap((one) =>
          one === ''
            ? []
            : Array.from({ length: within.length }, (_, start) => ({
                start,
                end: start + one.length,
              })).filter(({ start }) => within.startsWith(one, start)),
        );
        const ranges = new ManyTexts(texts).find(within);
        expect(covered(ranges, within.length)).toEqual(covered(found, within.length));
        expect(ranges).toEqual([...ranges].sort((left, right) => left.start - right.start));
      }),
      runs(3_000, 100_000),
    );
  });

  test('takes linear time where a search for each does not', () => {
    const texts = Array.from({ length: 500 }, (_, index) => `${'a'.repeat(2_000)}${index}`);
    const text = 'a'.repeat(1_000_000);
    const start = performance.now();
    expect(new ManyTexts(texts).find(text)).toEqual([]);
    // One search alone takes as long; five hundred of them would take minutes.
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});

describe('ranges', () => {
  const range = fc.tuple(fc.nat(30), fc.nat(8)).map(([start, length]) => ({ start, end: start + length }));

  test('outside leaves exactly what no hole has', () => {
    fc.assert(
      fc.property(fc.array(range), fc.array(range), (ranges, holes) => {
        const left = outside(ranges, holes);
        const inHoles = covered(holes, 40);
        expect(covered(left, 40)).toEqual(covered(ranges, 40).map((is, at) => is && !inHoles[at]));
        expect(joined(left)).toEqual(left);
      }),
      runs(3_000, 50_000),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_MATCHED, matchWindows } from '../../../../server/src/languageService/findings/textWindows.ts';

function starts(text: string, pattern: RegExp): number[] {
  return Array.from(matchWindows(text, pattern), ({ start, match }) => {
    expect(text.startsWith(match[0], start)).toBe(true);
    return start;
  });
}

describe('matchWindows', () => {
  const piece = fc.constantFrom(
    'a=1 ',
    'key=value;',
    ' ',
    'x'.repeat(700),
    '\n',
    'k=',
    `b=${'y'.repeat(900)} `,
  );

  it('finds what matching the whole would find, however long the line is', () => {
    fc.assert(
      fc.property(fc.array(piece, { minLength: 30, maxLength: 200 }), (pieces) => {
        const text = pieces.join('').slice(0, 5 * MAX_MATCHED);
        const pattern = /(?<![A-Za-z])([a-z]{1,20})=(\w{1,1000})/g;
        expect(starts(text, pattern)).toEqual(Array.from(text.matchAll(pattern), ({ index }) => index));
      }),
      { numRuns: 200 },
    );
  });

  it('takes no cut for the start of the text', () => {
    expect(starts('a'.repeat(3 * MAX_MATCHED), /^a/g)).toEqual([0]);
  });

  it('ends with a pattern that matches nothing at all', () => {
    expect(starts('a'.repeat(50), /b{0,1}/g).length).toBe(50);
  });

  it('goes on where it was when the pattern is used meanwhile', () => {
    const pattern = /a/g;
    let count = 0;
    for (const { start } of matchWindows('aba', pattern)) {
      pattern.test('xxxa');
      count += start;
    }
    expect(count).toBe(2);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isOneEditApart, nearest } from '../../../../server/src/languageService/references/nearest.ts';

describe('isOneEditApart', () => {
  test.each([
    ['secret', 'secrt', true],
    ['secret', 'ssecret', true],
    ['secret', 'secrets', true],
    ['secret', 'zecret', true],
    ['secret', 'secert', true],
    ['ab', 'ba', true],
    ['', 'a', true],
    ['secret', 'secret', false],
    ['secret', 'sceert', false],
    ['abc', 'cba', false],
    ['', '', false],
    ['', 'ab', false],
  ])('%j and %j: %s', (left, right, expected) => {
    expect(isOneEditApart(left, right)).toBe(expected);
    expect(isOneEditApart(right, left)).toBe(expected);
  });

  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });

  test('agrees with trying every single edit', () => {
    fc.assert(
      fc.property(letters, letters, (left, right) => {
        expect(isOneEditApart(left, right)).toBe(left !== right && singleEdits(left).has(right));
      }),
      { numRuns: 5000 },
    );
  });
});

function singleEdits(word: string): Set<string> {
  const edits = new Set<string>();
  for (let at = 0; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)];
    for (const letter of 'abc') edits.add(before + letter + after).add(before + letter + after.slice(1));
    edits.add(before + after.slice(1));
    edits.add(before + after.slice(0, 2).split('').reverse().join('') + after.slice(2));
  }
  return edits;
}

describe('nearest', () => {
  test('prefers the fewest edits and, of equals, the first', () => {
    expect(nearest('pasword', ['user', 'passwords', 'password'])).toBe('password');
    expect(nearest('cat', ['car', 'bat'])).toBe('car');
    expect(nearest('user', ['usr', 'user'])).toBe('user');
  });

  test('suggests nothing that is more than a third of the word or three edits away', () => {
    expect(nearest('ab', ['xy', 'a1b2'])).toBeUndefined();
    expect(nearest('database', ['dtabsa3'])).toBeUndefined();
    expect(nearest('authentication', ['auhtentcaton'])).toBe('auhtentcaton');
    expect(nearest('authentication', ['authorization'])).toBeUndefined();
    expect(nearest('x', [])).toBeUndefined();
  });

  test('answers for long words at once', () => {
    expect(nearest('a'.repeat(1_000_000), ['a'.repeat(1_000_000)])).toBeUndefined();
  });
});

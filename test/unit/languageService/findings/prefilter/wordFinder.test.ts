import fc from 'fast-check';
import { expect, it } from 'vitest';
import { WordFinder } from '../../../../../server/src/languageService/findings/prefilter/wordFinder.ts';

const words = ['pw', 'key', 'pass', 'secure_string', 'token'];
const finder = new WordFinder(words);

function found(text: string): number[] {
  const places: number[] = [];
  for (let at = finder.next(text, 0); at !== -1; at = finder.next(text, at + 1)) places.push(at);
  return places;
}

/** In lower case, as far as letters of ASCII go. */
const lowered = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** Where words are, one character after the other. */
function everyPlace(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => at).filter((at) =>
    words.some((word) => lowered(text.slice(at, at + word.length)) === word),
  );
}

it.each<[string, number[]]>([
  ['', []],
  ['p', []],
  ['pw', [0]],
  ['xPw', [1]],
  ['KEY', [0]],
  ['keykey', [0, 3]],
  ['my secure_String', [3]],
  ['securestring', []],
  ['+%9', []],
  ['pwkeypasstoken', [0, 2, 5, 9]],
])('finds the words of %j', (text, places) => {
  expect(found(text)).toEqual(places);
});

it('finds what a look at every place finds', () => {
  const piece = fc.constantFrom(...words, ...'pPwWkKeEyYsStTaA_ \n.é'.split(''), '\u212a', 'ſ');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      expect(found(text)).toEqual(everyPlace(text));
    }),
    { numRuns: 5_000 },
  );
});

import { foreignNames } from '../foreignWords.ts';
import { passwordWords } from '../keyTables.ts';
import { mayName } from './namingRun.ts';
import type { Places } from './places.ts';
import { WordFinder } from './wordFinder.ts';

/**
 * Words one of which is in each key that names a credential (see `scoreKey`), and words without which no rule finds a
 * credential that no key names: schemes of a header, types of a value, SQL, JAAS.
 */
const words = [
  ...passwordWords,
  ...'secret token key credential bearer psk cookie mnemonic pepper phrase auth salt'.split(' '),
  ...'basic splunk securestring secure_string identified loginmodule'.split(' '),
  ...foreignNames,
];

/** Those that hold another are found with it. */
const shortest = [...new Set(words)].filter(
  (word) => !words.some((other) => word !== other && word.includes(other)),
);

const finder = new WordFinder(shortest);
const notAscii = /[^\0-\x7f]/g;

/** Which characters a run is made of: letters, digits and what joins words to a name. */
const isRunCharacter = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-') {
  isRunCharacter[character.charCodeAt(0)] = 1;
}

/**
 * Finds the names in a text that rules which go by names may find something by, or what may be the last word of one.
 * Letters beyond ASCII may be those of any language. Sure about what it leaves out.
 */
export function findTellingRuns(text: string, places: Places): void {
  for (let at = finder.next(text, 0); at !== -1 && !places.isEnough;) {
    let [start, end] = [at, at + 1];
    while (isRunCharacter[text.charCodeAt(start - 1)] === 1) start -= 1;
    while (isRunCharacter[text.charCodeAt(end)] === 1) end += 1;
    if (mayName(text, start, end)) places.add(start);
    at = finder.next(text, end);
  }
  findForeign(text, places);
}

function findForeign(text: string, places: Places): void {
  notAscii.lastIndex = 0;
  for (let match = notAscii.exec(text); match && !places.isEnough; match = notAscii.exec(text)) {
    if (isLetter(text, match.index)) places.add(match.index);
  }
}

function isLetter(text: string, at: number): boolean {
  return /^[\p{L}\p{M}\p{N}]/u.test(text.slice(at, at + 2));
}

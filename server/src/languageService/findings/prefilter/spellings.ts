import type { Places } from './places.ts';

/**
 * What an escape spells or joins that may be a part of a word or a mark. Escapes of blanks and quotes are not among
 * them, nor those of `<`, `>`, `&` and `'` that some programs write: finders know that a letter behind a backslash may
 * be no part of the word it stands before.
 */
const telling = /\\(?:[xU/]|u(?!00(?:3[ceCE]|2[67]))|(?<![ \t]\\)\r?\n)/g;

/** In a file with more escapes than these most entries have some, as where a program escapes each slash. */
const MOST = 64;

/** Escapes of YAML and JSON; those of other characters stand for themselves. A line break goes with the blanks behind it. */
const escape = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(?:\r\n?|\n)[ \t]*|([^]))/g;

/** Escapes of blanks and of what is no more a part of a word than a blank. */
const blanks = '0abtnvfreNLP_\t';
/** Escapes of themselves. */
const selves = ' "/\\';

/**
 * The forms of a text of which each value that is written in it is a part of one, but for line breaks that are folded to
 * blanks and for escapes of blanks and quotes: the text itself, and where that makes a difference with its escapes read.
 */
export function spellings(text: string): readonly string[] {
  telling.lastIndex = 0;
  return telling.test(text) ? [text, text.replace(escape, spell)] : [text];
}

/**
 * Finds the escapes of a text that may be a part of a word or a mark. False where there are too many: then the forms of
 * the text tell more.
 */
export function findEscapes(text: string, places: Places): boolean {
  let count = 0;
  telling.lastIndex = 0;
  for (let match = telling.exec(text); match; match = telling.exec(text)) {
    places.add(match.index);
    count += 1;
    if (count > MOST) return false;
  }
  return true;
}

function spell(
  written: string,
  hex2: string | undefined,
  hex4: string | undefined,
  hex8: string | undefined,
  letter: string | undefined,
): string {
  const hex = hex2 ?? hex4 ?? hex8;
  if (hex !== undefined) {
    const code = Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : written;
  }
  if (letter === undefined) return '';
  if (blanks.includes(letter)) return ' ';
  return selves.includes(letter) ? letter : written;
}

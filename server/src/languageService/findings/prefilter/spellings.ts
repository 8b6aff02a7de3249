/** Escapes of YAML and JSON; those of other characters stand for themselves. A line break goes with the blanks behind it. */
const escape = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(?:\r\n?|\n)[ \t]*|([^]))/g;

/** Escapes of blanks and of what is no more a part of a word than a blank. */
const blanks = '0abtnvfreNLP_\t';
/** Escapes of themselves. */
const selves = ' "/\\';

/**
 * The forms of a text of which each value that is written in it is a part of one, but for line breaks that are folded
 * to blanks: the text itself, and with its escapes read.
 */
export function spellings(text: string): readonly string[] {
  return text.includes('\\') ? [text, text.replace(escape, spell)] : [text];
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

/** What spells a letter or a sign, or joins what stands on two lines. */
const telling = /\\(?:[xuU/]|(?<![ \t]\\)\r?\n)/;
const escapedBlank = /\\(?:[0abtnvfreNLP_\t]|[^])/g;

/**
 * The same with each character at its offset in the text. Undefined where that cannot be: an escape spells what a word
 * or a mark may be made of.
 */
export function alignedSpellings(text: string): readonly string[] | undefined {
  if (!text.includes('\\')) return [text];
  if (telling.test(text)) return undefined;
  return [text, text.replace(escapedBlank, (written) => (blanks.includes(written.charAt(1)) ? '  ' : written))];
}

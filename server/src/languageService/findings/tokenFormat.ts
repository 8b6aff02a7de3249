import type { Confidence } from './finding.ts';

/** Characters that the part after a prefix is made of. */
export type TokenAlphabet = keyof typeof alphabets;

/** One line of data for one provider's format. Formats are facts of the providers' documentation. */
export interface TokenFormat {
  readonly issuer: string;
  /** Literal beginning, case-sensitive. */
  readonly prefix: string;
  readonly alphabet: TokenAlphabet;
  /** Fewest and most characters after the prefix. */
  readonly min: number;
  readonly max: number;
  /** How the end of the body proves the rest. A token that passes is certain. */
  readonly checksum?: 'base62-crc32';
  /** Confidence of a well-formed token; `high` when absent. */
  readonly confidence?: Confidence;
}

const alphabets = {
  hex: '[0-9a-f]',
  alphanumeric: '[A-Za-z0-9]',
  lower: '[a-z0-9]',
  upper: '[A-Z0-9]',
  word: '[A-Za-z0-9_]',
  url: '[A-Za-z0-9_-]',
  dotted: '[A-Za-z0-9_.-]',
  base64: '[A-Za-z0-9+/=]',
} as const;

/** A sticky pattern for the body of a token that starts right after the prefix; a match over `max` is no token. */
export function bodyPattern({ alphabet, min, max }: TokenFormat): RegExp {
  // One more than the most is taken and then refused: a look-ahead would be tried again at every length.
  return new RegExp(`${alphabets[alphabet]}{${String(min)},${String(max + 1)}}`, 'y');
}

/** A pattern that finds the prefixes of all formats in one pass, longest first. */
export function prefixPattern(formats: readonly TokenFormat[]): RegExp {
  const prefixes = [...new Set(formats.map(({ prefix }) => prefix))].sort((a, b) => b.length - a.length);
  const alternatives = prefixes.map((prefix) => prefix.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![A-Za-z0-9])(?:${alternatives.join('|')})`, 'g');
}

/** Tells, far cheaper than {@link prefixPattern}, that a text has no prefix: by the two first letters of each word. */
export function prefixScreen(formats: readonly TokenFormat[]): (text: string) => boolean {
  const isBeginning = new Uint8Array(128 * 128);
  for (const { prefix } of formats) isBeginning[prefix.charCodeAt(0) * 128 + prefix.charCodeAt(1)] = 1;
  return (text) => {
    let before = 0;
    for (let at = 0; at + 1 < text.length; at += 1) {
      const code = text.charCodeAt(at);
      const isWordStart = code < 128 && isAlphanumeric[code] === 1 && isAlphanumeric[before] !== 1;
      if (isWordStart && isBeginning[code * 128 + text.charCodeAt(at + 1)] === 1) return true;
      before = code;
    }
    return false;
  };
}

const isAlphanumeric = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789') {
  isAlphanumeric[character.charCodeAt(0)] = 1;
}

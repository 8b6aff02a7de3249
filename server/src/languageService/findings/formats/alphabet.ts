const digits = '0123456789';
const lower = `abcdefghijklmnopqrstuvwxyz${digits}`;
const upper = `ABCDEFGHIJKLMNOPQRSTUVWXYZ${digits}`;
const alphanumeric = `ABCDEFGHIJKLMNOPQRSTUVWXYZ${lower}`;

/** Characters that a part of a token is made of, by name. */
export const alphabets = {
  digits,
  hex: `${digits}abcdef`,
  anyHex: `${digits}abcdefABCDEF`,
  /** Groups of hex, as in a UUID. */
  uuid: `${digits}abcdefABCDEF-`,
  lower,
  upper,
  /** Groups of capitals and digits. */
  upperGroups: `${upper}-`,
  alphanumeric,
  word: `${alphanumeric}_`,
  url: `${alphanumeric}_-`,
  padded: `${alphanumeric}_-=`,
  dotted: `${alphanumeric}_-=.`,
  base64: `${alphanumeric}+/=`,
  anyBase64: `${alphanumeric}+/=_-`,
  percent: `${alphanumeric}+/=_-.%`,
  tilde: `${alphanumeric}_-.~`,
  path: `${alphanumeric}_-.+/@:$`,
} as const;

/** The name of an alphabet. */
export type Alphabet = keyof typeof alphabets;

/** A bit for each alphabet, in the order of {@link alphabets}. */
const bits = new Map(Object.keys(alphabets).map((name, index) => [name, 1 << index] as const));

/** The alphabets that a character is in, by its code. */
const memberships = new Uint32Array(128);
for (const [name, characters] of Object.entries(alphabets)) {
  const bit = bits.get(name) ?? 0;
  for (let index = 0; index < characters.length; index += 1) {
    const code = characters.charCodeAt(index);
    memberships[code] = (memberships[code] ?? 0) | bit;
  }
}

/** What tells members of an alphabet, for {@link isMember}. */
export function bitOf(alphabet: Alphabet): number {
  return bits.get(alphabet) ?? 0;
}

/** Whether the character at a place of a text is in an alphabet; false outside of the text. */
export function isMember(text: string, at: number, bit: number): boolean {
  return ((memberships[text.charCodeAt(at)] ?? 0) & bit) !== 0;
}

const alphanumericBit = bitOf('alphanumeric');

/** Whether a code is that of a letter or digit. */
export function isAlphanumericCode(code: number): boolean {
  return ((memberships[code] ?? 0) & alphanumericBit) !== 0;
}

/** Whether a letter or digit stands at a place of a text. */
export function isAlphanumericAt(text: string, at: number): boolean {
  return isAlphanumericCode(text.charCodeAt(at));
}

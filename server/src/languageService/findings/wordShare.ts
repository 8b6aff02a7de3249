/** What a character is, as far as words are made of it. */
const OTHER = 0;
const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;

const kinds = new Uint8Array(128);
for (let code = 48; code < 58; code += 1) kinds[code] = DIGIT;
for (let code = 65; code < 91; code += 1) [kinds[code], kinds[code + 32]] = [UPPER, LOWER];

const VOWEL = 1;
const HALF_VOWEL = 2;
const RARE = 4;
const letters = new Uint8Array(128);
for (const [of, bit] of [
  ['aeiouAEIOU', VOWEL],
  ['yY', HALF_VOWEL],
  ['jqxzJQXZ', RARE],
] as const) {
  for (const letter of of) letters[letter.charCodeAt(0)] = bit;
}

/** Longest run that is looked at as one word. */
const LONGEST_WORD = 64;

/**
 * Share (0 to 1) of the text's letters and digits that lie in runs which read like words: one case or capitalised, three
 * letters or more, with vowels in between. Random text of the same length has few such runs. Asked for every value that
 * might be a secret, so it makes no objects.
 */
export function wordShare(text: string): number {
  let [all, inWords, at] = [0, 0, 0];
  while (at < text.length) {
    const end = endOfRun(text, at);
    if (end > at) {
      all += end - at;
      if (isWordLike(text, at, end)) inWords += end - at;
      at = end;
    } else {
      if (kindAt(text, at) !== OTHER) all += 1;
      at += 1;
    }
  }
  return all === 0 ? 0 : inWords / all;
}

function kindAt(text: string, at: number): number {
  return kinds[text.charCodeAt(at)] ?? OTHER;
}

/** Where the run that starts at a place ends: of lower case behind at most one capital, or of capitals. */
function endOfRun(text: string, at: number): number {
  const first = kindAt(text, at);
  if (first !== LOWER && first !== UPPER) return at;
  const from = first === UPPER ? at + 1 : at;
  const end = endOfKind(text, from, LOWER);
  if (end - from >= 2) return end;
  const capitals = endOfKind(text, at, UPPER);
  return capitals - at >= 3 ? capitals : at;
}

function endOfKind(text: string, from: number, kind: number): number {
  let end = from;
  while (end - from < LONGEST_WORD && kindAt(text, end) === kind) end += 1;
  return end;
}

/** Three letters or more with a vowel, and neither five consonants, four vowels nor two rare letters in a row. */
function isWordLike(text: string, start: number, end: number): boolean {
  if (end - start < 3) return false;
  let [vowels, consonants, rare, isVowelled] = [0, 0, 0, false];
  for (let at = start; at < end; at += 1) {
    const letter = letters[text.charCodeAt(at)] ?? 0;
    vowels = letter === VOWEL ? vowels + 1 : 0;
    consonants = letter === VOWEL || letter === HALF_VOWEL ? 0 : consonants + 1;
    rare = letter === RARE ? rare + 1 : 0;
    if (vowels === 4 || consonants === 5 || rare === 2) return false;
    isVowelled ||= consonants === 0;
  }
  return isVowelled;
}

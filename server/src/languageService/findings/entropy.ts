import { wordShare } from './wordShare.ts';

/** How often each code unit of the Latin alphabets was met; all zero between two calls. */
const counts = new Uint32Array(256);

/**
 * Shannon entropy of the text's code units, in bits per code unit; those beyond U+00FF count by their low byte. 0 for an
 * empty text. Asked for every value that might be a secret, so it makes no objects.
 */
export function shannonEntropy(text: string): number {
  const { length } = text;
  for (let at = 0; at < length; at += 1) {
    const unit = text.charCodeAt(at) & 255;
    counts[unit] = (counts[unit] ?? 0) + 1;
  }
  let bits = 0;
  for (let at = 0; at < length; at += 1) {
    const unit = text.charCodeAt(at) & 255;
    const count = counts[unit] ?? 0;
    if (count === 0) continue;
    bits -= (count / length) * Math.log2(count / length);
    counts[unit] = 0;
  }
  return bits;
}

/** Number of kinds of character: lower case, upper case, digits, others. */
export function characterClasses(text: string): number {
  return [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length;
}

/** From this length on what looked generated stays so: a token must not come and go while it is typed. */
const SETTLED = 20;
/** Longest beginning of a text that is looked at by itself. */
const LONGEST_BEGINNING = 64;
/** Beginnings that are looked at differ by so many characters. */
const STEP = 4;

/** Whether a text looks generated: long enough, no words in it, and with the entropy of its alphabet and length. */
export function looksRandom(text: string): boolean {
  if (text.length < 8 || text.length > 4_096 || /\s/.test(text)) return false;
  return text.length < SETTLED ? isRandom(text) : someBeginning(text, SETTLED, isRandom);
}

/** The same where nothing but a credential is written: eight characters that look generated settle it. */
export function beginsRandom(text: string): boolean {
  return text.length >= 8 && someBeginning(text, 8, isRandom);
}

/** The same of what may as well be a digest or a name: with digits, and next to no words. */
export function looksRandomWithoutWords(text: string): boolean {
  return someBeginning(text, SETTLED, (part) => isRandom(part) && /\d/.test(part) && wordShare(part) < 0.35);
}

/** Whether something holds for a beginning of a text, or for all of one that is longer than these. */
function someBeginning(text: string, shortest: number, holds: (part: string) => boolean): boolean {
  const longest = Math.min(text.length, LONGEST_BEGINNING);
  for (let end = shortest; end <= longest; end += STEP) if (holds(text.slice(0, end))) return true;
  return text.length > LONGEST_BEGINNING && holds(text);
}

/** Whether hexadecimal digits are as mixed as those of a digest: of a billion digests one is not. */
export function areMixedHexDigits(text: string): boolean {
  return shannonEntropy(text) >= 2.7 && /\d/.test(text) && /[a-f]/i.test(text);
}

function isRandom(text: string): boolean {
  if (/^[0-9a-f]{16,}$/i.test(text)) return areMixedHexDigits(text);
  if (!/\d/.test(text) && characterClasses(text) < 3 && text.length < 20) return false;
  if (characterClasses(text) < 2)
    return text.length >= 20 && wordShare(text) < 0.3 && shannonEntropy(text) >= 3.3;
  const floor = Math.min(3.7, Math.log2(text.length) * 0.78);
  return wordShare(text) < (text.length < 16 ? 0.45 : 0.55) && shannonEntropy(text) >= floor;
}

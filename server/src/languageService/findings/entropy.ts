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

const vowelled = /[aeiouy]/i;

/**
 * Share (0 to 1) of the text's letters and digits that lie in runs which read like words: one case or capitalised, four
 * letters or more, with vowels in between. Random text of the same length has few such runs.
 */
export function wordShare(text: string): number {
  const body = text.replace(/[^A-Za-z0-9]/g, '');
  if (body === '') return 0;
  let inWords = 0;
  for (const [run] of text.matchAll(/[A-Z]?[a-z]{2,64}|[A-Z]{3,64}/g)) {
    if (isWordLike(run)) inWords += run.length;
  }
  return inWords / body.length;
}

function isWordLike(run: string): boolean {
  return run.length >= 3 && vowelled.test(run) && !/[^aeiouy]{5}|[aeiou]{4}|[jqxz]{2}/i.test(run);
}

/** Number of kinds of character: lower case, upper case, digits, others. */
export function characterClasses(text: string): number {
  return [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length;
}

/** Whether a text looks generated: long enough, no words in it, and with the entropy of its alphabet and length. */
export function looksRandom(text: string): boolean {
  if (text.length < 8 || text.length > 4_096 || /\s/.test(text)) return false;
  if (/^[0-9a-f]{16,}$/i.test(text))
    return shannonEntropy(text) >= 2.7 && /\d/.test(text) && /[a-f]/i.test(text);
  if (!/\d/.test(text) && characterClasses(text) < 3 && text.length < 20) return false;
  if (characterClasses(text) < 2)
    return text.length >= 20 && wordShare(text) < 0.3 && shannonEntropy(text) >= 3.3;
  const floor = Math.min(3.7, Math.log2(text.length) * 0.78);
  return wordShare(text) < (text.length < 16 ? 0.45 : 0.55) && shannonEntropy(text) >= floor;
}

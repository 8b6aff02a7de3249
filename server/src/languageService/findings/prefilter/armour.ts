import type { Places } from './places.ts';

/**
 * Marks of private keys, also in base64, of signed tokens and of JSON Web Keys. Digests in base64 have any three letters,
 * so those of a token have to be there twice. A letter before a name may be that of an escape; what stands before is looked
 * at last, as the engine skips to texts that it begins with.
 */
const marks =
  /-----BEGIN |LS0tLS1CRUdJTi|eyJ[A-Za-z0-9_-]{10,2000}\.eyJ|kty(?<=(?:(?<![A-Za-z0-9])|\\[a-zA-Z0-9])kty)(?![A-Za-z0-9])/g;

/** A text with more marks is made to cost time. */
const MAX_MARKS = 5_000;

/** Finds marks of keys and of signed tokens. Sure about what it leaves out. */
export function findArmour(text: string, places: Places): void {
  let left = MAX_MARKS;
  for (const { index } of text.matchAll(marks)) {
    if (left-- === 0) places.giveUp();
    else places.add(index);
    if (places.isEnough) return;
  }
}

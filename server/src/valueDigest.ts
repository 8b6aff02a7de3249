import { createHmac, randomBytes } from 'node:crypto';

/** Random bytes that this process alone knows, so that a digest tells nobody else what was digested. Plain data. */
export type DigestKey = Uint8Array;

/** Fewest characters of a value that is compared: a digest of less could be guessed by whoever gets hold of the key. */
export const MIN_COMPARED = 16;

/** A new key of 256 bits. */
export function createDigestKey(): DigestKey {
  return new Uint8Array(randomBytes(32));
}

/** What equal values have in common under a key: HMAC-SHA-256, in base64. */
export function digestValue(key: DigestKey, value: string): string {
  // UTF-16 and not UTF-8, which would give all lone surrogates the same bytes.
  return createHmac('sha256', key).update(Buffer.from(value, 'utf16le')).digest('base64');
}

/** Whether a value has the {@link MIN_COMPARED} characters, counted as code points. */
export function isLongEnough(value: string): boolean {
  if (value.length >= 2 * MIN_COMPARED) return true;
  return value.length >= MIN_COMPARED && Array.from(value).length >= MIN_COMPARED;
}

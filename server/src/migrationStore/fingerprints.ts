import { createHmac } from 'node:crypto';
import type { Fingerprints } from '../migration/journal/runStore.ts';

/** Bytes of a run's key. */
export const KEY_LENGTH = 32;

/** Length of a fingerprint, in hexadecimal digits. */
export const FINGERPRINT_LENGTH = 64;

/**
 * HMAC-SHA-256 under the run's key over run, entry and value. Each is preceded by its length, so that no two triples
 * have the same bytes; UTF-16 and not UTF-8, which would give all lone surrogates the same ones.
 */
export function fingerprintsOf(run: string, key: Uint8Array): Fingerprints {
  return {
    of(entry, value) {
      const hmac = createHmac('sha256', key);
      for (const part of [run, entry, value])
        hmac.update(lengthOf(part)).update(Buffer.from(part, 'utf16le'));
      return hmac.digest('hex');
    },
  };
}

function lengthOf(part: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(part.length);
  return length;
}

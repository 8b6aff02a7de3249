import { trimEndOf } from './trim.ts';

/** Longest base64 text that is decoded, in UTF-16 code units. */
const MAX_ENCODED = 64 * 1024;

/**
 * The text that a base64 value (standard or URL alphabet, line breaks allowed) stands for; undefined when it is no
 * base64, is longer than 64 KB, or is not text.
 */
export function decodeBase64Text(encoded: string): string | undefined {
  const compact = compactOf(encoded);
  return compact === undefined || isTorn(compact) ? undefined : textOf(bytesOf(compact));
}

/** The same of a value that may still be typed: what makes no whole character at its end is left out. */
export function decodeBase64Start(encoded: string): string | undefined {
  const compact = trimEndOf(compactOf(encoded) ?? '', '=');
  if (compact === '') return undefined;
  return textOf(withoutTornCharacter(bytesOf(isTorn(compact) ? compact.slice(0, -1) : compact)));
}

/** Without line breaks and in the standard alphabet; undefined when it is too short, too long or no base64. */
function compactOf(encoded: string): string | undefined {
  if (encoded.length > MAX_ENCODED) return undefined;
  const compact = /^[A-Za-z0-9+/=]*$/.test(encoded) ? encoded : toStandard(encoded);
  return /^[A-Za-z0-9+/]{4,}={0,2}$/.test(compact) ? compact : undefined;
}

function toStandard(encoded: string): string {
  return encoded.replace(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/');
}

/** Whether a last character stands alone: it makes no byte. */
function isTorn(compact: string): boolean {
  return trimEndOf(compact, '=').length % 4 === 1;
}

function bytesOf(compact: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(compact), (unit) => unit.charCodeAt(0));
  } catch {
    // Padded where it must not be.
    return undefined;
  }
}

/** Without the beginning of a character of several bytes at the end. */
function withoutTornCharacter(bytes: Uint8Array | undefined): Uint8Array | undefined {
  if (!bytes) return undefined;
  for (let back = 1; back <= 3; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const length = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}

const decoder = new TextDecoder('utf-8');

/** Undefined where there is something that text has not; bytes that are no UTF-8 are decoded as U+FFFD. */
function textOf(bytes: Uint8Array | undefined): string | undefined {
  const text = bytes && decoder.decode(bytes);
  return text === undefined || /[^\P{Cc}\t\r\n]|\uFFFD/u.test(text) ? undefined : text;
}

/** Arguments of one call, below what engines take. */
const CHUNK = 8_192;

/** The base64 text (RFC 4648, padded) of the UTF-8 bytes of a text. Lone surrogates become U+FFFD. */
export function encodeBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  }
  return btoa(parts.join(''));
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * The text whose base64 text this is, line breaks in it aside; undefined when it is that of no text, or when the text has
 * another base64 text than this.
 */
export function decodeBase64(encoded: string): string | undefined {
  const compact = encoded.replace(/[\r\n]+/g, '');
  try {
    const text = decoder.decode(Uint8Array.from(atob(compact), (unit) => unit.charCodeAt(0)));
    return encodeBase64(text) === compact ? text : undefined;
  } catch {
    // No base64, or no UTF-8.
    return undefined;
  }
}

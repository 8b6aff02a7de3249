/** Longest base64 text that is decoded, in UTF-16 code units. */
const MAX_ENCODED = 64 * 1024;

/**
 * The text that a base64 value (standard or URL alphabet, line breaks allowed) stands for; undefined when it is no
 * base64, is longer than 64 KB, or is not text.
 */
export function decodeBase64Text(encoded: string): string | undefined {
  if (encoded.length > MAX_ENCODED) return undefined;
  const compact = /^[A-Za-z0-9+/=]*$/.test(encoded) ? encoded : toStandard(encoded);
  if (!/^[A-Za-z0-9+/]{4,}={0,2}$/.test(compact) || compact.replace(/=+$/, '').length % 4 === 1)
    return undefined;
  try {
    const bytes = Uint8Array.from(atob(compact), (unit) => unit.charCodeAt(0));
    const text = decoder.decode(bytes);
    return isText(text) ? text : undefined;
  } catch {
    // Not base64, or not UTF-8: then there is no text in it.
    return undefined;
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function toStandard(encoded: string): string {
  return encoded.replace(/\s+/g, '').replaceAll('-', '+').replaceAll('_', '/');
}

function isText(text: string): boolean {
  return !/[^\P{Cc}\t\r\n]/u.test(text);
}

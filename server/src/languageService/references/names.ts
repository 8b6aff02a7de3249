/**
 * What the names of a reference may hold. Vault answers 400 for a path with a character that Go's
 * `unicode.IsPrint` rejects: controls, zero-width and other format characters, and every blank but U+0020.
 */
const unprintable = /(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Z}]/u;

/** Placeholders of templates and shells: the text names nothing until it is rendered. */
const placeholder = /[{}<>$]/;

const unspellable = /[\s#%{}<>$]|(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Z}]/u;

/** Offset and length of the first character that no name may hold; undefined when there is none. */
export function findUnprintable(text: string): { offset: number; length: number } | undefined {
  const match = unprintable.exec(text);
  return match ? { offset: match.index, length: match[0].length } : undefined;
}

/** True when `text` holds a placeholder of a template (`{{ env }}`, `${ENV}`, `<env>`). */
export function hasPlaceholder(text: string): boolean {
  return placeholder.test(text);
}

/** True when the form `mount/path#key` can hold `name` as it is; else only `vault://` with percent-encoding can. */
export function isPlainName(name: string): boolean {
  return !unspellable.test(name);
}

/** True for `.` and `..`, which a server or a proxy resolves instead of looking up. */
export function isDotSegment(segment: string): boolean {
  return segment === '.' || segment === '..';
}

/**
 * `text` with percent-escapes of UTF-8 decoded; undefined when an escape is incomplete or no valid UTF-8.
 */
export function percentDecode(text: string): string | undefined {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * `name` with everything but letters, digits, `-`, `_`, `~` and `.` of ASCII percent-encoded, a final `.` too, so that
 * neither prose nor a URL around it changes where the name ends. A lone surrogate becomes U+FFFD, as it does on the
 * way to a server.
 */
export function percentEncode(name: string): string {
  return encodeURIComponent(name.replace(/\p{Cs}/gu, '\ufffd'))
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/\.$/, '%2E');
}

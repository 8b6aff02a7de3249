const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|([^u]))/gs;

const MEANINGS: Readonly<Record<string, string>> = {
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
};

/** The value of a string from the text between its quotes. An escape that JSON does not know stays as written. */
export function decodeString(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(ESCAPE, (written: string, hex: string | undefined, letter: string | undefined) => {
    if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
    return MEANINGS[letter ?? ''] ?? written;
  });
}

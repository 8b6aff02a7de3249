import { CST } from 'yaml';

export type QuotedStyle = 'single-quoted' | 'double-quoted';

/** Offset behind the quote that closes the scalar at `start`, or undefined when none does. Linear time. */
export function endOfQuoted(text: string, start: number): number | undefined {
  const quote = text.charAt(start);
  let at = text.indexOf(quote, start + 1);
  while (at !== -1) {
    if (quote === '"' && isEscaped(text, start, at)) at = text.indexOf(quote, at + 1);
    else if (quote === "'" && text[at + 1] === quote) at = text.indexOf(quote, at + 2);
    else return at + 1;
  }
  return undefined;
}

function isEscaped(text: string, start: number, at: number): boolean {
  let backslashes = 0;
  while (at - 1 - backslashes > start && text[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

/** Decodes the text between the quotes of a YAML scalar; undefined when a quote in it would end the scalar early. */
export function decodeQuoted(inner: string, style: QuotedStyle): string | undefined {
  const quote = style === 'double-quoted' ? '"' : "'";
  const source = quote + inner + quote;
  if (endOfQuoted(source, 0) !== source.length) return undefined;
  const token = { type: `${style}-scalar` as const, offset: 0, indent: 0, source };
  return CST.resolveAsScalar(token, false, () => undefined).value;
}

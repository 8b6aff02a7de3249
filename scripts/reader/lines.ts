export interface Line {
  readonly start: number;
  /** Before the line break. */
  readonly end: number;
  /** After the line break. */
  readonly next: number;
}

/** The lines of a text in order. `\n`, `\r\n` and a lone `\r` end a line, as in LSP and YAML. */
export function* linesOf(text: string): Iterable<Line> {
  let start = 0;
  for (const { 0: lineBreak, index } of text.matchAll(/\r\n?|\n/g)) {
    const next = index + lineBreak.length;
    yield { start, end: index, next };
    start = next;
  }
  if (start < text.length) yield { start, end: text.length, next: text.length };
}

/** Offset of the first character at or after `from` that is none of `blanks`, at most `limit`. */
export function skip(text: string, from: number, limit: number, blanks: string): number {
  let index = from;
  while (index < limit && blanks.includes(text.charAt(index))) index += 1;
  return index;
}

/** Longest text that a pattern is matched against at once, in UTF-16 code units. */
export const MAX_MATCHED = 16 * 1024;

/** A part of a longer text. */
export interface TextWindow {
  readonly text: string;
  /** Where it begins in the longer text. */
  readonly start: number;
}

/** Cuts a text into parts of at most {@link MAX_MATCHED}, after a line break where there is one. Linear. */
export function* textWindows(text: string): Iterable<TextWindow> {
  let start = 0;
  while (start < text.length) {
    const end = windowEnd(text, start);
    yield { text: text.slice(start, end), start };
    start = end;
  }
}

function windowEnd(text: string, start: number): number {
  const limit = start + MAX_MATCHED;
  if (limit >= text.length) return text.length;
  const lineBreak = text.slice(start, limit).lastIndexOf('\n');
  return lineBreak <= 0 ? limit : start + lineBreak + 1;
}

/** Matches of a global pattern in every window, each with its place in the whole text. */
export function* matchWindows(
  text: string,
  pattern: RegExp,
): Iterable<{ match: RegExpExecArray; start: number }> {
  for (const window of textWindows(text)) {
    // Nearly every text has none, and to be told so costs a tenth of an iterator over matches.
    pattern.lastIndex = 0;
    const isMatched = pattern.test(window.text);
    pattern.lastIndex = 0;
    if (!isMatched) continue;
    for (const match of window.text.matchAll(pattern)) yield { match, start: window.start + match.index };
  }
}

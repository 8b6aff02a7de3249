/** Longest text that a pattern is matched against at once, in UTF-16 code units. */
export const MAX_MATCHED = 16 * 1024;

/** What a window has of the text behind it, where no line break ends it: a match may reach into it. */
const TAIL = 4 * 1024;
/** What a window has of the text before it, for patterns that look back. */
const BEFORE = 64;

/** A part of a longer text. Matches are looked for from `from` to `to`; the rest is there to be looked at. */
interface TextWindow {
  readonly text: string;
  /** Where `text` begins in the longer text. */
  readonly start: number;
  readonly from: number;
  readonly to: number;
}

/** The window from an offset on: up to a line break where there is one. */
function windowFrom(text: string, from: number): TextWindow {
  const start = Math.max(0, from - BEFORE);
  const limit = start + MAX_MATCHED;
  if (limit >= text.length) return { text: text.slice(start), start, from, to: text.length };
  const lineBreak = text.slice(from, limit).lastIndexOf('\n');
  const to = lineBreak <= 0 ? limit - TAIL : from + lineBreak + 1;
  return { text: text.slice(start, lineBreak <= 0 ? limit : to), start, from, to };
}

/**
 * Matches of a global pattern, each with its place in the whole text. A text is cut into parts of at most
 * {@link MAX_MATCHED}, and a match of up to 4,096 characters is found wherever the cuts are. Linear.
 */
export function* matchWindows(
  text: string,
  pattern: RegExp,
): Iterable<{ match: RegExpExecArray; start: number }> {
  let at = 0;
  while (at < text.length) {
    const window = windowFrom(text, at);
    for (;;) {
      // The caller may use the same pattern between two matches.
      pattern.lastIndex = at - window.start;
      const match = pattern.exec(window.text);
      pattern.lastIndex = 0;
      const start = match ? window.start + match.index : window.to;
      if (!match || start >= window.to) break;
      at = start + Math.max(1, match[0].length);
      yield { match, start };
      if (at >= window.to) break;
    }
    at = Math.max(at, window.to);
  }
}

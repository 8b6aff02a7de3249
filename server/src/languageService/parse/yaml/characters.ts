/* Character codes by name: comparing them is what the reader does most. */

export const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const BANG = 0x21;
export const DOUBLE_QUOTE = 0x22;
export const HASH = 0x23;
export const PERCENT = 0x25;
export const AMPERSAND = 0x26;
export const SINGLE_QUOTE = 0x27;
export const ASTERISK = 0x2a;
export const COMMA = 0x2c;
export const DASH = 0x2d;
export const DOT = 0x2e;
export const SLASH = 0x2f;
export const COLON = 0x3a;
export const LESS = 0x3c;
export const EQUALS = 0x3d;
export const GREATER = 0x3e;
export const QUESTION = 0x3f;
export const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const PIPE = 0x7c;
export const CLOSE_BRACE = 0x7d;
export const BYTE_ORDER_MARK = 0xfeff;

/** Space or tab. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** A line break; a lone `\r` is one, as in LSP. */
export function isBreak(code: number): boolean {
  return code === LF || code === CR;
}

/** Blank, line break or the end of the text (NaN): what may follow an indicator. */
export function isGap(code: number): boolean {
  return code === SPACE || code === LF || code === CR || code === TAB || code !== code;
}

/** `,[]{}`: they end a plain scalar in a flow collection. */
export function isFlowIndicator(code: number): boolean {
  return (
    code === COMMA ||
    code === OPEN_BRACKET ||
    code === CLOSE_BRACKET ||
    code === OPEN_BRACE ||
    code === CLOSE_BRACE
  );
}

/** The first offset at or after `from` that is no space or tab. */
export function skipBlanks(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

/** The first offset at or after `from` that is no space. */
export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at += 1;
  return at;
}

/** The offset of the line break at or after `from`, or the end of the text. */
export function lineEnd(text: string, from: number): number {
  let at = from;
  const { length } = text;
  while (at < length && !isBreak(text.charCodeAt(at))) at += 1;
  return at;
}

/** The start of the line that `at` is in, or `limit` where that is behind it. */
export function lineStartOf(text: string, at: number, limit: number): number {
  let start = at;
  while (start > limit && !isBreak(text.charCodeAt(start - 1))) start -= 1;
  return start;
}

/** The start of the line behind the break at `end`, or the end of the text. */
export function nextLine(text: string, end: number): number {
  if (text.charCodeAt(end) === CR && text.charCodeAt(end + 1) === LF) return end + 2;
  return Math.min(end + 1, text.length);
}

/** Whether nothing but blanks and perhaps a comment stands from `at` to the end of its line. */
export function isRestOfLineEmpty(text: string, at: number): boolean {
  const first = skipBlanks(text, at);
  const code = text.charCodeAt(first);
  return first >= text.length || isBreak(code) || (code === HASH && first > at);
}

/** The offset behind the last character that is no blank in `[from, end)`. */
export function trimEnd(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && isGap(text.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** Whether `---` or `...` stands at `at`, the start of a line, as a mark of its own. */
export function isDocumentMark(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code !== DASH && code !== DOT) return false;
  return (
    text.charCodeAt(at + 1) === code && text.charCodeAt(at + 2) === code && isGap(text.charCodeAt(at + 3))
  );
}

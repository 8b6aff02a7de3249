/** UTF-16 code units that mean something in JSON. */
export const CHAR = {
  tab: 9,
  lineFeed: 10,
  carriageReturn: 13,
  space: 32,
  doubleQuote: 34,
  hash: 35,
  dollar: 36,
  percent: 37,
  singleQuote: 39,
  star: 42,
  comma: 44,
  minus: 45,
  slash: 47,
  colon: 58,
  less: 60,
  equals: 61,
  greater: 62,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  openBrace: 123,
  bar: 124,
  closeBrace: 125,
  byteOrderMark: 0xfeff,
} as const;

export function isBlank(code: number): boolean {
  return code === CHAR.space || code === CHAR.tab;
}

export function isLineBreak(code: number): boolean {
  return code === CHAR.lineFeed || code === CHAR.carriageReturn;
}

/** Whether there is no more text on the line. What `charCodeAt` gives behind the end of a text is NaN. */
export function isLineEnd(code: number): boolean {
  return isLineBreak(code) || Number.isNaN(code);
}

/** Whether a value may be complete in front of this: a comma, a closing bracket or the end of the line. */
export function endsValue(code: number): boolean {
  return code === CHAR.comma || code === CHAR.closeBrace || code === CHAR.closeBracket || isLineEnd(code);
}

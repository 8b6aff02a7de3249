import { EQUALS, GREATER, LESS, PIPE } from './characters.ts';

const MARK = /(?:<{7}|>{7}|\|{7})(?=[ \t\r\n]|$)|={7}(?=[ \t]*(?:[\r\n]|$))/y;

/** Whether the line that starts at `lineStart` is a mark of a merge conflict, as git writes it. */
export function isConflictMark(text: string, lineStart: number): boolean {
  const code = text.charCodeAt(lineStart);
  const isMark = code === LESS || code === GREATER || code === PIPE || code === EQUALS;
  if (!isMark || text.charCodeAt(lineStart + 1) !== code) return false;
  MARK.lastIndex = lineStart;
  return MARK.test(text);
}

const MARK = /(?:<{7}|>{7}|\|{7})(?=[ \t\r\n]|$)|={7}(?=[ \t]*(?:[\r\n]|$))/y;

/** Whether the line that starts at `lineStart` is a mark of a merge conflict, as git writes it. */
export function isConflictMark(text: string, lineStart: number): boolean {
  MARK.lastIndex = lineStart;
  return MARK.test(text);
}

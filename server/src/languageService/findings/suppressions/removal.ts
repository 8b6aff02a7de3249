import { trimEndOf } from '../../trim.ts';
import type { OffsetRange } from '../../references/reference.ts';
import type { Directive } from './directive.ts';
import { LineCursor } from './lineCursor.ts';

/**
 * What of a text goes with one of our directives: its line when there is nothing else on it, its comment and the blanks
 * in front when there is nothing else in it, and its words alone otherwise.
 */
export function removalOf(text: string, directive: Directive): OffsetRange {
  const { start, end, commentStart, commentEnd } = directive;
  const before = text.slice(commentStart, start).trimEnd();
  const after = text.slice(end, commentEnd);
  const isFirst = /^(?:#+|\/\/+|\/\*+)?$/.test(before);
  const isLast = /^[ \t]*(?:\*\/)?$/.test(after);
  if (isFirst && isLast) return wholeComment(text, directive);
  // What follows is a comment of its own.
  if (isFirst && /^[ \t]+(?:#|\/\/)/.test(after)) {
    return { start: commentStart, end: end + (after.length - after.trimStart().length) };
  }
  return { start: commentStart + withoutMark(before).trimEnd().length, end };
}

function wholeComment(text: string, { commentStart, commentEnd }: Directive): OffsetRange {
  const lines = new LineCursor(text);
  const line = lines.at(commentStart);
  const lineEnd = text.charAt(line.end - 1) === '\r' && line.end > commentEnd ? line.end - 1 : line.end;
  const isAlone = lines.isBlank(line.start, commentStart) && commentEnd <= lineEnd;
  if (isAlone && lines.isBlank(commentEnd, lineEnd)) {
    return { start: line.start, end: Math.min(line.end + 1, text.length) };
  }
  let start = commentStart;
  while (start > line.start && /[ \t]/.test(text.charAt(start - 1))) start -= 1;
  // Between two texts on a line one blank stays.
  return { start, end: lines.isBlank(commentEnd, lineEnd) ? lineEnd : commentEnd };
}

/** Without the mark of a comment at its end that a blank stands before: the next words of it begin there. */
function withoutMark(before: string): string {
  const rest = trimEndOf(before, before.endsWith('/') ? '/' : '#');
  const isMark = before.endsWith('/') ? before.length - rest.length > 1 : rest.length < before.length;
  return isMark && /[ \t]$/.test(rest.slice(-1)) ? rest : before;
}

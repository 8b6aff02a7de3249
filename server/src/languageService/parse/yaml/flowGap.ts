import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  DASH,
  HASH,
  isBreak,
  isDocumentMark,
  isGap,
  lineEnd,
  nextLine,
  skipBlanks,
} from './characters.ts';
import { isConflictMark } from './conflict.ts';
import type { Sink } from './sink.ts';
import { findActionLine, mayOpenAction } from './templates.ts';

/** What stands between two tokens of a flow collection. */
export interface Gap {
  /** Where it ends. */
  readonly at: number;
  /** Start of a line in it that is not the collection's: what is open ends there. */
  readonly endLine: number | undefined;
  readonly hasBreak: boolean;
  /** Whether that line shows that no flow collection was meant. */
  readonly isMalformed: boolean;
}

/**
 * Passes blanks, line breaks, comments, marks of merge conflicts and lines of template actions. `holder` is the column
 * of the block collection around: lines stand right of it, but for closing brackets.
 */
export function passGap(text: string, from: number, limit: number, holder: number, sink: Sink): Gap {
  let hasBreak = false;
  let at = from;
  for (;;) {
    at = skipBlanks(text, at);
    const code = text.charCodeAt(at);
    if (at >= limit) return { at, endLine: undefined, hasBreak, isMalformed: false };
    if (code === HASH && isGap(text.charCodeAt(at - 1))) {
      const end = lineEnd(text, at);
      sink.comment(at, end);
      at = end;
    } else if (isBreak(code)) {
      hasBreak = true;
      const lineStart = nextLine(text, at);
      const line = enterLine(text, lineStart, holder, sink);
      if (typeof line !== 'number') return { at: lineStart, endLine: lineStart, hasBreak, ...line };
      at = line;
    } else return { at, endLine: undefined, hasBreak, isMalformed: false };
  }
}

/** Where to read on in a line, or that it is not the collection's. */
function enterLine(
  text: string,
  lineStart: number,
  holder: number,
  sink: Sink,
): number | Pick<Gap, 'isMalformed'> {
  if (holder >= 0 && isConflictMark(text, lineStart, sink)) return lineEnd(text, lineStart);
  const first = skipBlanks(text, lineStart);
  const code = text.charCodeAt(first);
  sink.see(first + 4);
  if (first >= text.length || isBreak(code) || code === HASH) return lineStart;
  if (mayOpenAction(text, first)) {
    const actions = findActionLine(text, first);
    sink.see(actions.seen);
    if (actions.end !== undefined) return actions.end;
  }
  const isOurs = holder < 0 ? !isDocumentMark(text, lineStart) : first - lineStart > holder;
  const isEntry = isOurs && code === DASH && isGap(text.charCodeAt(first + 1));
  if (isEntry) return { isMalformed: true };
  return isOurs || code === CLOSE_BRACE || code === CLOSE_BRACKET ? lineStart : { isMalformed: false };
}

/** The offset behind blanks, line breaks and comments. */
export function behindGap(text: string, from: number): number {
  let at = from;
  for (;;) {
    at = skipBlanks(text, at);
    const code = text.charCodeAt(at);
    if (isBreak(code)) at = nextLine(text, at);
    else if (code === HASH && isGap(text.charCodeAt(at - 1))) at = lineEnd(text, at);
    else return at;
    if (at >= text.length) return at;
  }
}

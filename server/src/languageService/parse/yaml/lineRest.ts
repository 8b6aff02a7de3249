import { HASH, isBreak, isGap, lineEnd, nextLine, skipBlanks } from './characters.ts';
import { scanPlainLine } from './plain.ts';
import type { Sink } from './sink.ts';

/** Whether nothing but a comment follows on the line. `at` is behind blanks or an indicator. */
export function isLineDone(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return at >= text.length || isBreak(code) || (code === HASH && isGap(text.charCodeAt(at - 1)));
}

/** Passes the rest of a line, with its comment. Returns the start of the next. */
export function endLine(text: string, from: number, sink: Sink): number {
  const at = skipBlanks(text, from);
  const isComment = text.charCodeAt(at) === HASH && isGap(text.charCodeAt(at - 1));
  return isComment ? passComment(text, at, sink) : skipLine(text, at, sink);
}

/** Passes what means nothing, but for a comment. Returns the start of the next line. */
export function skipLine(text: string, from: number, sink: Sink): number {
  let line = scanPlainLine(text, from, text.length, false);
  sink.see(line.seen);
  while (line.stop === 'colon') {
    line = scanPlainLine(text, line.at + 1, text.length, false);
    sink.see(line.seen);
  }
  return line.stop === 'comment' ? passComment(text, line.at, sink) : passLine(text, line.at, sink);
}

/** Passes the comment at `at`. Returns the start of the next line. */
export function passComment(text: string, at: number, sink: Sink): number {
  sink.comment(at, lineEnd(text, at));
  return passLine(text, at, sink);
}

/** Passes the line that `from` is in. Returns the start of the next. */
export function passLine(text: string, from: number, sink: Sink): number {
  const end = lineEnd(text, from);
  sink.see(end + 2);
  return nextLine(text, end);
}

/** A line with something on it. */
export interface TextLine {
  readonly start: number;
  /** Its first character that is no blank. */
  readonly first: number;
}

/** The next line below the one of `from` that is not blank; at the end of the text when there is none. */
export function textLineBelow(text: string, from: number): TextLine {
  let start = nextLine(text, lineEnd(text, from));
  let first = skipBlanks(text, start);
  while (first < text.length && isBreak(text.charCodeAt(first))) {
    start = nextLine(text, first);
    first = skipBlanks(text, start);
  }
  return { start, first };
}

import { isBlank, isBreak, isDocumentMark, lineEnd, nextLine, SPACE, TAB } from './characters.ts';
import { isConflictMark } from './conflict.ts';
import { Seen } from './sight.ts';
import { findActionLine, mayOpenAction } from './templates.ts';

export interface BlockScalarHeader {
  readonly folded: boolean;
  readonly chomping: 'clip' | 'strip' | 'keep';
  /** Columns of indentation that the header states. */
  readonly explicit: number | undefined;
  /** Offset behind the header's indicators. */
  readonly end: number;
}

const HEADER = /[|>](?:[+-]?[1-9]?|[1-9][+-])(?=[ \t]+(?:#|[\r\n]|$)|[\r\n]|$)/y;

/** Reads the header of a block scalar at `at`; undefined when there is none, as in `>=1.0`. */
export function readHeader(text: string, at: number): BlockScalarHeader | undefined {
  HEADER.lastIndex = at;
  const header = HEADER.exec(text)?.[0];
  if (header === undefined) return undefined;
  const digit = /[1-9]/.exec(header)?.[0];
  return {
    folded: header.startsWith('>'),
    chomping: header.includes('-') ? 'strip' : header.includes('+') ? 'keep' : 'clip',
    explicit: digit === undefined ? undefined : Number(digit),
    end: at + header.length,
  };
}

/** A block scalar in the text. */
export interface BlockScalarScan {
  /** The first line that counts: behind the header's, and behind those that mean nothing before there is content. */
  readonly body: number;
  /** Behind the indentation of the first line that is not blank. */
  readonly start: number;
  /** End of the last line that is not blank. */
  readonly end: number;
  /** Where to read on: the start of the line that ends it. */
  readonly next: number;
  /** End of the lines that are its content, with blank ones behind: the start of a line, or the end of the text. */
  readonly bodyEnd: number;
  /** Columns of indentation that are not content. */
  readonly indent: number;
  readonly seen: number;
}

/**
 * Reads the lines of a block scalar. They stand right of `holder`, the column of their collection. Lines of template
 * actions and marks of merge conflicts that stand left of its content do not end it.
 */
export function scanBlockScalar(text: string, header: BlockScalarHeader, holder: number): BlockScalarScan {
  const body = nextLine(text, lineEnd(text, header.end));
  const stated = header.explicit === undefined ? undefined : Math.max(holder, 0) + header.explicit;
  const lines = new BlockLines(text, holder, stated);
  lines.read(body);
  const { bodyStart, bodyEnd, next, indent, sight } = lines;
  const start = lines.start ?? body;
  const end = lines.start === undefined ? body : lines.end;
  return { body: bodyStart, start, end, next, bodyEnd, indent, seen: sight.offset };
}

class BlockLines {
  start: number | undefined;
  end = 0;
  next = 0;
  bodyStart = 0;
  bodyEnd = 0;
  readonly sight = new Seen();
  indent: number;
  /** Whether the indentation is known: stated, or that of the first line with content. */
  #isIndentKnown: boolean;
  /** Whether a line that means nothing came since the last one with content. */
  #isBodyOver = false;
  readonly #text: string;
  readonly #holder: number;

  constructor(text: string, holder: number, stated: number | undefined) {
    this.#text = text;
    this.#holder = holder;
    this.indent = stated ?? holder + 1;
    this.#isIndentKnown = stated !== undefined;
  }

  read(body: number): void {
    let lineStart = body;
    this.bodyStart = body;
    this.bodyEnd = body;
    while (lineStart < this.#text.length) {
      const behind = this.#line(lineStart);
      if (behind === undefined) break;
      if (this.#isBodyOver && this.start === undefined) this.#beginBody(behind);
      lineStart = behind;
    }
    this.next = lineStart;
    this.sight.see(lineStart);
  }

  /** Takes the line at `lineStart`; returns the start of the next, or undefined when the line is no part of the scalar. */
  #line(lineStart: number): number | undefined {
    const text = this.#text;
    let first = lineStart;
    while (text.charCodeAt(first) === SPACE) first += 1;
    const column = first - lineStart;
    const code = text.charCodeAt(first);
    this.sight.see(first + 4);
    if (first >= text.length || isBreak(code)) return this.#blank(nextLine(text, first));
    if (code === TAB && isBlankLine(text, first)) {
      // Tabs are content, but no part of what is shown as the value's range when they stand first or last.
      if (column > this.#holder) this.#learnIndent(column);
      return this.#blank(nextLine(text, lineEnd(text, first)));
    }
    if (this.#isContent(lineStart, column)) return this.#content(lineStart, first, column);
    return this.#transparent(lineStart, first);
  }

  #isContent(lineStart: number, column: number): boolean {
    if (this.#holder < 0 && column === 0 && isDocumentMark(this.#text, lineStart)) return false;
    return column > this.#holder && (!this.#isIndentKnown || column >= this.indent);
  }

  #content(lineStart: number, first: number, column: number): number {
    const end = lineEnd(this.#text, first);
    this.sight.see(end + 1);
    this.#learnIndent(column);
    this.start ??= lineStart + this.indent;
    this.end = end;
    this.#isBodyOver = false;
    this.bodyEnd = nextLine(this.#text, end);
    return this.bodyEnd;
  }

  #learnIndent(column: number): void {
    if (!this.#isIndentKnown) this.indent = column;
    this.#isIndentKnown = true;
  }

  #beginBody(at: number): void {
    this.bodyStart = at;
    this.bodyEnd = at;
    this.#isBodyOver = false;
  }

  #blank(next: number): number {
    if (!this.#isBodyOver) this.bodyEnd = next;
    return next;
  }

  /** Lines that mean nothing to YAML: they end no block scalar, and are none of its content. */
  #transparent(lineStart: number, first: number): number | undefined {
    const text = this.#text;
    this.#isBodyOver = true;
    if (isConflictMark(text, lineStart, this.sight)) return nextLine(text, lineEnd(text, first));
    if (!mayOpenAction(text, first)) return undefined;
    const actions = findActionLine(text, first);
    this.sight.see(actions.seen);
    return actions.end === undefined ? undefined : nextLine(text, actions.end);
  }
}

function isBlankLine(text: string, from: number): boolean {
  let at = from;
  while (isBlank(text.charCodeAt(at))) at += 1;
  return at >= text.length || isBreak(text.charCodeAt(at));
}

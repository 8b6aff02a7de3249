import { detach } from '../detach.ts';
import { type Cut, endsAt, type Segment } from '../segment.ts';
import {
  BYTE_ORDER_MARK,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  DASH,
  HASH,
  isBreak,
  isDocumentMark,
  isGap,
  lineEnd,
  nextLine,
  PERCENT,
  skipBlanks,
} from './characters.ts';
import { isConflictMark } from './conflict.ts';
import { LineReader } from './lineReader.ts';
import { Sink } from './sink.ts';
import { type Phase, YamlState } from './state.ts';
import { findActionLine, mayOpenAction } from './templates.ts';

/** The reading of one segment, line by line. */
export class YamlReading {
  readonly #text: string;
  readonly #start: number;
  readonly #cut: Cut;
  readonly #sink: Sink;
  readonly #lines: LineReader;
  #phase: Phase;
  #at: number;

  constructor(text: string, start: number, state: YamlState, cut: Cut) {
    this.#text = text;
    this.#start = start;
    this.#cut = cut;
    this.#sink = new Sink(start);
    this.#lines = new LineReader(text, this.#sink, state);
    this.#phase = state.phase;
    this.#at = start;
  }

  read(): Segment & { readonly exit: YamlState } {
    const text = this.#text;
    while (this.#at < text.length) {
      const ended = this.#line();
      if (ended) return ended;
    }
    this.#lines.finish();
    this.#sink.see(text.length + 1);
    return this.#segment(text.length, false);
  }

  /** Reads a line. Returns the segment when it ends there. */
  #line(): (Segment & { readonly exit: YamlState }) | undefined {
    const text = this.#text;
    const lineStart = this.#at;
    if (this.#phase === 'prologue' && text.charCodeAt(lineStart) === BYTE_ORDER_MARK) {
      // One may stand before each document, and is no character of its first line.
      this.#at += 1;
      return undefined;
    }
    if (isDocumentMark(text, lineStart)) return this.#mark(lineStart);
    const first = skipBlanks(text, lineStart);
    const code = text.charCodeAt(first);
    this.#sink.see(first + 4);
    if (first >= text.length || isBreak(code)) this.#at = nextLine(text, first);
    else if (code === HASH) this.#at = this.#lines.comment(first);
    else if (this.#phase === 'prologue' && code === PERCENT && first === lineStart) this.#passLine(first);
    else if (this.#isTransparent(lineStart, first)) return undefined;
    else return this.#content(lineStart, first, code);
    return undefined;
  }

  #passLine(from: number): void {
    const end = lineEnd(this.#text, from);
    this.#sink.see(end + 2);
    this.#at = nextLine(this.#text, end);
  }

  /** `---` begins a document, and ends the one before it; `...` ends one. */
  #mark(lineStart: number): (Segment & { readonly exit: YamlState }) | undefined {
    const text = this.#text;
    const isStart = text.charCodeAt(lineStart) === DASH;
    this.#sink.see(lineStart + 4);
    if (isStart && this.#phase === 'prologue') {
      this.#phase = 'document';
      this.#at = this.#lines.afterMark(lineStart, lineStart + 3);
      return undefined;
    }
    if (isStart) {
      this.#lines.finish();
      return this.#segment(lineStart, true);
    }
    // Also where none was begun: the `yaml` library counts an empty one.
    this.#lines.finish();
    this.#at = this.#lines.rest(lineStart + 3);
    return this.#segment(this.#at, true);
  }

  /** Passes lines that mean nothing to YAML: template actions, marks of merge conflicts and brackets that close nothing. */
  #isTransparent(lineStart: number, first: number): boolean {
    const text = this.#text;
    const code = text.charCodeAt(first);
    const isOpen = this.#lines.top.kind !== 'root';
    if (code === CLOSE_BRACE || code === CLOSE_BRACKET || (isOpen && isConflictMark(text, lineStart))) {
      this.#passLine(first);
      return true;
    }
    if (!mayOpenAction(text, first)) return false;
    const actions = findActionLine(text, first);
    this.#sink.see(actions.seen);
    if (actions.end === undefined) return false;
    this.#at = nextLine(text, actions.end);
    return true;
  }

  #content(
    lineStart: number,
    first: number,
    code: number,
  ): (Segment & { readonly exit: YamlState }) | undefined {
    const isDash = code === DASH && isGap(this.#text.charCodeAt(first + 1));
    this.#phase = 'document';
    const column = this.#lines.columnOf(lineStart, first, isDash);
    const isBoundary = this.#lines.dedent(column, isDash);
    if (isBoundary && endsAt(this.#cut, this.#start, lineStart, this.#lines.top.depth)) {
      return this.#segment(lineStart, false);
    }
    this.#at = this.#lines.line(first, column);
    return undefined;
  }

  #segment(end: number, endsDocument: boolean): Segment & { readonly exit: YamlState } {
    const { text, scalars, comments, tooDeep, seen } = this.#sink;
    text.text = detach(this.#text.slice(this.#start, end));
    const exit = endsDocument
      ? YamlState.initial
      : new YamlState(this.#phase, this.#lines.top, this.#lines.ghost, this.#lines.isDedentLine);
    return {
      end,
      lookahead: Math.max(end, seen),
      text: text.text,
      scalars,
      comments,
      tooDeep,
      endsDocument,
      exit,
    };
  }
}

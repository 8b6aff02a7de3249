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
  nextLine,
  PERCENT,
  skipBlanks,
  skipSpaces,
} from './characters.ts';
import { isConflictMark } from './conflict.ts';
import type { OpenFlow } from './flow.ts';
import { LineReader } from './lineReader.ts';
import { OrdinaryLine } from './ordinaryLine.ts';
import { endLine, passComment, passLine } from './lineRest.ts';
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
  readonly #ordinary: OrdinaryLine;
  #phase: Phase;
  /** The flow collection that the segment begins in. */
  readonly #flow: OpenFlow | undefined;
  #at: number;

  constructor(text: string, start: number, state: YamlState, cut: Cut) {
    this.#text = text;
    this.#start = start;
    this.#cut = cut;
    this.#sink = new Sink(start);
    const mayEnd = (at: number, depth: number): boolean => endsAt(cut, start, at, depth);
    this.#lines = new LineReader(text, this.#sink, state, mayEnd);
    this.#ordinary = new OrdinaryLine(text);
    this.#flow = state.flow;
    this.#phase = state.phase;
    this.#at = start;
  }

  read(): Segment & { readonly exit: YamlState } {
    const text = this.#text;
    if (this.#flow) this.#at = this.#lines.values.resume(this.#at, this.#flow);
    while (this.#at < text.length) {
      if (this.#lines.values.openFlow) return this.#segment(this.#at, false);
      const ended = this.#line();
      if (ended) return ended;
    }
    this.#lines.stack.entries.finish();
    this.#sink.see(text.length + 1);
    return this.#segment(text.length, false);
  }

  /** Reads a line. Returns the segment when it ends there. */
  #line(): (Segment & { readonly exit: YamlState }) | undefined {
    const text = this.#text;
    const lineStart = this.#at;
    const indented = skipSpaces(text, lineStart);
    if (this.#ordinary.read(lineStart, indented)) return this.#ordinaryLine(lineStart, indented);
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
    else if (code === HASH) this.#at = passComment(text, first, this.#sink);
    else if (this.#phase === 'prologue' && code === PERCENT && first === lineStart)
      this.#at = passLine(text, first, this.#sink);
    else if (this.#isTransparent(lineStart, first)) return undefined;
    else return this.#content(lineStart, first, code);
    return undefined;
  }

  #ordinaryLine(lineStart: number, first: number): (Segment & { readonly exit: YamlState }) | undefined {
    const line = this.#ordinary;
    this.#phase = 'document';
    this.#sink.see(line.seen);
    if (this.#endsBefore(lineStart, first - lineStart, line.hasDash)) return this.#segment(lineStart, false);
    this.#at = this.#lines.ordinary(line, lineStart, first);
    return undefined;
  }

  /** Closes what the line at `lineStart` ends, and tells whether the segment ends with it. */
  #endsBefore(lineStart: number, column: number, isDash: boolean): boolean {
    const isBoundary = this.#lines.stack.dedent(column, isDash);
    return isBoundary && endsAt(this.#cut, this.#start, lineStart, this.#lines.stack.top.depth);
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
      this.#lines.stack.entries.finish();
      return this.#segment(lineStart, true);
    }
    // Also where none was begun: the `yaml` library counts an empty one.
    this.#lines.stack.entries.finish();
    this.#at = endLine(text, lineStart + 3, this.#sink);
    return this.#segment(this.#at, true);
  }

  /** Passes lines that mean nothing to YAML: template actions, marks of merge conflicts and brackets that close nothing. */
  #isTransparent(lineStart: number, first: number): boolean {
    const text = this.#text;
    const code = text.charCodeAt(first);
    const isOpen = this.#lines.stack.top.kind !== 'root';
    if (
      code === CLOSE_BRACE ||
      code === CLOSE_BRACKET ||
      (isOpen && isConflictMark(text, lineStart, this.#sink))
    ) {
      this.#at = passLine(text, first, this.#sink);
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
    if (this.#endsBefore(lineStart, column, isDash)) return this.#segment(lineStart, false);
    this.#at = this.#lines.line(first, column);
    return undefined;
  }

  #segment(end: number, endsDocument: boolean): Segment & { readonly exit: YamlState } {
    const { text, scalars, comments, tooDeep, seen } = this.#sink;
    text.text = detach(this.#text.slice(this.#start, end));
    const exit = endsDocument ? YamlState.initial : this.#exit();
    return {
      end,
      lookahead: Math.max(end, seen),
      text: text.text,
      scalars,
      comments,
      tooDeep,
      endsDocument,
      usesCarried: false,
      isRegular: this.#lines.stack.isRegular,
      exit,
    };
  }

  #exit(): YamlState {
    const { stack, values } = this.#lines;
    const { top, ghost, isDedentLine } = stack;
    return new YamlState(this.#phase, top, { ghost, isDedentLine, flow: values.openFlow });
  }
}

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
  skipSpaces,
} from './characters.ts';
import { isConflictMark } from './conflict.ts';
import type { OpenFlow } from './flow.ts';
import { LineReader } from './lineReader.ts';
import { OrdinaryLine } from './ordinaryLine.ts';
import { endLine, passLine } from './lineRest.ts';
import { Sink } from './sink.ts';
import { type Phase, YamlState } from './state.ts';
import { findActionLine, mayOpenAction } from './templates.ts';

/**
 * How many levels deeper than the entry around it a place counts where a segment may end though no entry begins there:
 * between comments, or lines that stand where they should not. Files that people write seldom need one.
 */
const ODD_LEVELS = 7;

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
      if (this.#lines.values.openFlow) return this.#segment(this.#at, this.#betweenLines());
      const ended = this.#line();
      if (ended) return ended;
    }
    this.#lines.stack.entries.finish();
    this.#sink.see(text.length + 1);
    return this.#segment(text.length, this.#betweenLines());
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
    const behind = this.#behindNothing(lineStart, first, code);
    if (behind === undefined) return this.#content(lineStart, first, code);
    if (this.#mayEndAt(lineStart)) return this.#segment(lineStart, this.#betweenLines());
    if (code === HASH) this.#sink.comment(first, lineEnd(text, first));
    this.#at = behind;
    return undefined;
  }

  /** The start of the next line, where this one is nothing to YAML. */
  #behindNothing(lineStart: number, first: number, code: number): number | undefined {
    const text = this.#text;
    if (first >= text.length || isBreak(code)) return nextLine(text, first);
    if (code === HASH) return passLine(text, first, this.#sink);
    if (this.#phase === 'prologue' && code === PERCENT && first === lineStart)
      return passLine(text, first, this.#sink);
    return this.#behindTransparent(lineStart, first);
  }

  /** Whether the segment may end before a line at which no entry of an open collection begins. */
  #mayEndAt(lineStart: number): boolean {
    const { top, entries } = this.#lines.stack;
    return (
      entries.isSettled && endsAt(this.#cut, this.#start, lineStart, Math.max(top.depth, 0) + ODD_LEVELS)
    );
  }

  #ordinaryLine(lineStart: number, first: number): (Segment & { readonly exit: YamlState }) | undefined {
    const line = this.#ordinary;
    this.#phase = 'document';
    this.#sink.see(line.seen);
    if (this.#endsBefore(lineStart, first - lineStart, line.hasDash))
      return this.#segment(lineStart, this.#inLine());
    this.#at = this.#lines.ordinary(line, lineStart, first);
    return undefined;
  }

  /** Closes what the line at `lineStart` ends, and tells whether the segment ends with it. */
  #endsBefore(lineStart: number, column: number, isDash: boolean): boolean {
    const { stack } = this.#lines;
    if (stack.dedent(column, isDash)) return endsAt(this.#cut, this.#start, lineStart, stack.top.depth);
    // What column a line with tabs has depends on the collections that it closed.
    return (
      skipSpaces(this.#text, lineStart) === skipBlanks(this.#text, lineStart) && this.#mayEndAt(lineStart)
    );
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
      return this.#segment(lineStart, undefined);
    }
    // Also where none was begun: the `yaml` library counts an empty one.
    this.#lines.stack.entries.finish();
    this.#at = endLine(text, lineStart + 3, this.#sink);
    return this.#segment(this.#at, undefined);
  }

  /** The same for template actions, marks of merge conflicts and brackets that close nothing. */
  #behindTransparent(lineStart: number, first: number): number | undefined {
    const text = this.#text;
    const code = text.charCodeAt(first);
    const isOpen = this.#lines.stack.top.kind !== 'root';
    if (
      code === CLOSE_BRACE ||
      code === CLOSE_BRACKET ||
      (isOpen && isConflictMark(text, lineStart, this.#sink))
    )
      return passLine(text, first, this.#sink);
    if (!mayOpenAction(text, first)) return undefined;
    const actions = findActionLine(text, first);
    this.#sink.see(actions.seen);
    return actions.end === undefined ? undefined : nextLine(text, actions.end);
  }

  #content(
    lineStart: number,
    first: number,
    code: number,
  ): (Segment & { readonly exit: YamlState }) | undefined {
    const isDash = code === DASH && isGap(this.#text.charCodeAt(first + 1));
    this.#phase = 'document';
    const column = this.#lines.columnOf(lineStart, first, isDash);
    if (this.#endsBefore(lineStart, column, isDash)) return this.#segment(lineStart, this.#inLine());
    this.#at = this.#lines.line(first, column);
    return undefined;
  }

  /** Without a state to go on in, the document ends. */
  #segment(end: number, exit: YamlState | undefined): Segment & { readonly exit: YamlState } {
    const { text, scalars, comments, tooDeep, seen } = this.#sink;
    text.text = detach(this.#text.slice(this.#start, end));
    return {
      end,
      lookahead: Math.max(end, seen),
      text: text.text,
      scalars,
      comments,
      tooDeep,
      endsDocument: exit === undefined,
      usesCarried: false,
      isRegular: this.#lines.stack.isRegular,
      exit: exit ?? YamlState.initial,
    };
  }

  /** The state before a line that is looked at: what it closed is closed. */
  #inLine(): YamlState {
    const { top, ghost, isDedentLine, closed } = this.#lines.stack;
    return new YamlState(this.#phase, top, { ghost, isDedentLine, closed });
  }

  /** The state where no line is begun. */
  #betweenLines(): YamlState {
    const { stack, values } = this.#lines;
    return new YamlState(this.#phase, stack.top, { ghost: stack.ghost, flow: values.openFlow });
  }
}

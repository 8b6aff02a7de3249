import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DOUBLE_QUOTE,
  HASH,
  isGap,
  lineStartOf,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUESTION,
  SINGLE_QUOTE,
  skipBlanks,
} from './characters.ts';
import { FlowCursor } from './flowCursor.ts';
import { FlowEntries } from './flowEntries.ts';
import { passGap } from './flowGap.ts';
import { FlowLevels, type FlowPlace, type Level } from './flowLevels.ts';
import { isColonStop } from './plain.ts';
import type { Sink } from './sink.ts';
import { findAction, mayOpenAction } from './templates.ts';

/** A collection that a segment ends in. */
export interface OpenFlow {
  readonly place: FlowPlace;
  readonly levels: readonly Level[];
}

export interface FlowScan {
  /** Where to read on: behind the closing bracket, at the start of a line, or where the segment ends. */
  readonly next: number;
  readonly closed: boolean;
  readonly multiline: boolean;
  /** Present when the segment ends in it, behind a comma. */
  readonly open?: OpenFlow;
}

/** Whether a segment may end at an offset, so many flow collections deep. */
export type MayEnd = (at: number, depth: number) => boolean;

/** What a collection is read from. */
export interface FlowStart {
  readonly text: string;
  readonly at: number;
  /** Offset behind the last character that may be read. */
  readonly limit: number;
  readonly place: FlowPlace;
  readonly sink: Sink;
  readonly mayEnd: MayEnd;
  readonly open?: OpenFlow;
}

/** Reads one flow collection, with what is nested in it, token by token. */
export class FlowReader {
  readonly #start: FlowStart;
  readonly #cursor: FlowCursor;
  readonly #levels: FlowLevels;
  readonly #entries: FlowEntries;

  constructor(start: FlowStart) {
    const { text, at, limit, place, sink, open } = start;
    this.#start = start;
    this.#cursor = new FlowCursor(text, at, limit, place.holder, sink);
    this.#levels = new FlowLevels(place, sink, open?.levels);
    this.#entries = new FlowEntries(this.#cursor, this.#levels);
  }

  /** Whether a line was met that no flow collection can hold. */
  get isMalformed(): boolean {
    return this.#cursor.isMalformed;
  }

  read(): FlowScan {
    const cursor = this.#cursor;
    const { text, limit, sink } = cursor;
    if (!this.#start.open) this.#open();
    while (cursor.at < limit) {
      const lineStart = this.#skipGaps();
      if (lineStart !== undefined) return this.#unclosed(lineStart);
      if (cursor.at >= limit) break;
      const start = cursor.at;
      const code = text.charCodeAt(start);
      this.#token(code);
      if (cursor.isMalformed) return this.#unclosed(lineStartOf(text, start, this.#start.at));
      cursor.isFresh = false;
      if (this.#levels.isDone) {
        sink.see(cursor.at + 1);
        return { next: cursor.at, closed: true, multiline: cursor.multiline };
      }
      const levels = code === COMMA ? this.#levelsToEndIn() : undefined;
      if (levels) {
        const open = { place: this.#start.place, levels };
        return { next: cursor.at, closed: false, multiline: cursor.multiline, open };
      }
    }
    sink.see(limit + 1);
    return this.#unclosed(limit);
  }

  #levelsToEndIn(): readonly Level[] | undefined {
    const { at } = this.#cursor;
    return this.#start.mayEnd(at, this.#levels.depth) ? this.#levels.snapshot(at) : undefined;
  }

  #unclosed(next: number): FlowScan {
    const cursor = this.#cursor;
    if (cursor.looksLikeBlock) cursor.isMalformed = true;
    this.#levels.finish();
    return { next: Math.max(next, this.#start.at + 1), closed: false, multiline: cursor.multiline };
  }

  /** Passes blanks, line breaks and comments. Returns the start of the line that ends the collection, if one does. */
  #skipGaps(): number | undefined {
    const cursor = this.#cursor;
    const { text, limit, holder, sink } = cursor;
    const code = text.charCodeAt(cursor.at);
    if (!isGap(code) && code !== HASH) return undefined;
    const gap = passGap(text, cursor.at, limit, holder, sink);
    cursor.at = gap.at;
    if (gap.hasBreak) {
      cursor.multiline = true;
      cursor.isFresh = true;
    }
    cursor.isMalformed ||= gap.isMalformed;
    return gap.endLine;
  }

  #token(code: number): void {
    const level = this.#levels.top;
    if ((code === OPEN_BRACE || code === OPEN_BRACKET) && !this.#startsAction()) this.#open();
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) this.#close(code === CLOSE_BRACE);
    else if (!level) this.#passToken(code);
    else if (!this.#indicator(level, code)) this.#entries.read(level, code);
  }

  /** Reads an indicator. Returns false when there is none. */
  #indicator(level: Level, code: number): boolean {
    const { text, at, sink } = this.#cursor;
    if (code === COMMA) this.#levels.separate(level);
    else if (code === COLON && isColonStop(text, at, true, sink)) {
      if (level.expects === 'entry') this.#levels.beginValue(level, '', skipBlanks(text, at + 1));
    } else if (code === QUESTION && isGap(text.charCodeAt(at + 1))) level.isExplicit = true;
    else return false;
    this.#cursor.at += 1;
    return true;
  }

  #startsAction(): boolean {
    const { text, at, limit, sink } = this.#cursor;
    if (!mayOpenAction(text, at)) return false;
    const action = findAction(text, at);
    sink.see(action.seen);
    return action.end !== undefined && action.end <= limit;
  }

  /** Passes a token of a collection that nests too deep. */
  #passToken(code: number): void {
    const cursor = this.#cursor;
    const isQuote = code === DOUBLE_QUOTE || code === SINGLE_QUOTE;
    cursor.at = isQuote ? cursor.scanQuoted(this.#levels.isMap).next : cursor.at + 1;
  }

  #open(): void {
    const { text, at } = this.#cursor;
    this.#levels.open(text.charCodeAt(at) === OPEN_BRACE, at);
    this.#cursor.at += 1;
  }

  #close(isMap: boolean): void {
    this.#cursor.at += 1;
    const pair = this.#levels.close(isMap);
    if (pair?.around) this.#entries.afterCollection(pair.around, pair.closed);
  }
}

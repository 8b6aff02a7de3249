import {
  AMPERSAND,
  ASTERISK,
  BANG,
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
import { decodePlain, decodeQuoted } from './decode.ts';
import { behindGap, passGap } from './flowGap.ts';
import { FlowLevels, type FlowPlace, type Level } from './flowLevels.ts';
import { isColonStop, scanPlainLine, scanPlainRest } from './plain.ts';
import { endOfAnchor, readProperties } from './properties.ts';
import { scanQuoted } from './quoted.ts';
import type { Found, Sink } from './sink.ts';
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

/** A line in a plain scalar that would be a list's entry, were the bracket before it not open. */
const DASH_LINE = /[\r\n][ \t]*-[ \t]/;

/** Reads one flow collection, with what is nested in it, token by token. */
export class FlowReader {
  /** Whether a line was met that no flow collection can hold. */
  isMalformed = false;
  readonly #text: string;
  readonly #start: FlowStart;
  readonly #limit: number;
  readonly #place: FlowPlace;
  readonly #sink: Sink;
  readonly #levels: FlowLevels;
  #at: number;
  #isFresh = false;
  #multiline = false;
  /** Whether lines began like entries of block collections. */
  #looksLikeBlock = false;

  constructor(start: FlowStart) {
    this.#start = start;
    this.#text = start.text;
    this.#at = start.at;
    this.#limit = start.limit;
    this.#place = start.place;
    this.#sink = start.sink;
    this.#levels = new FlowLevels(start.place, start.sink, start.open?.levels);
  }

  read(): FlowScan {
    if (!this.#start.open) this.#open();
    while (this.#at < this.#limit) {
      const lineStart = this.#skipGaps();
      if (lineStart !== undefined) return this.#unclosed(lineStart);
      if (this.#at >= this.#limit) break;
      const start = this.#at;
      const code = this.#text.charCodeAt(start);
      this.#token(code);
      if (this.isMalformed) return this.#unclosed(lineStartOf(this.#text, start, this.#start.at));
      this.#isFresh = false;
      if (this.#levels.isDone) {
        this.#sink.see(this.#at + 1);
        return { next: this.#at, closed: true, multiline: this.#multiline };
      }
      const levels = code === COMMA ? this.#levelsToEndIn() : undefined;
      if (levels) {
        const open = { place: this.#place, levels };
        return { next: this.#at, closed: false, multiline: this.#multiline, open };
      }
    }
    this.#sink.see(this.#limit + 1);
    return this.#unclosed(this.#limit);
  }

  #levelsToEndIn(): readonly Level[] | undefined {
    const mayEnd = this.#start.mayEnd(this.#at, this.#levels.depth);
    return mayEnd ? this.#levels.snapshot(this.#at) : undefined;
  }

  #unclosed(next: number): FlowScan {
    if (this.#looksLikeBlock) this.isMalformed = true;
    this.#levels.finish();
    return { next: Math.max(next, this.#start.at + 1), closed: false, multiline: this.#multiline };
  }

  /** Passes blanks, line breaks and comments. Returns the start of the line that ends the collection, if one does. */
  #skipGaps(): number | undefined {
    const code = this.#text.charCodeAt(this.#at);
    if (!isGap(code) && code !== HASH) return undefined;
    const gap = passGap(this.#text, this.#at, this.#limit, this.#place.holder, this.#sink);
    this.#at = gap.at;
    if (gap.hasBreak) {
      this.#multiline = true;
      this.#isFresh = true;
    }
    this.isMalformed ||= gap.isMalformed;
    return gap.endLine;
  }

  #token(code: number): void {
    const level = this.#levels.top;
    if ((code === OPEN_BRACE || code === OPEN_BRACKET) && !this.#startsAction()) this.#open();
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) this.#close(code === CLOSE_BRACE);
    else if (!level) this.#passToken(code);
    else if (!this.#indicator(level, code)) this.#scalar(level, code);
  }

  /** Reads an indicator. Returns false when there is none. */
  #indicator(level: Level, code: number): boolean {
    const isBeforeGap = isGap(this.#text.charCodeAt(this.#at + 1));
    if (code === COMMA) this.#levels.separate(level);
    else if (code === COLON && isColonStop(this.#text, this.#at, true)) {
      if (level.expects === 'entry') this.#levels.beginValue(level, '', skipBlanks(this.#text, this.#at + 1));
    } else if (code === QUESTION && isBeforeGap) level.isExplicit = true;
    else return false;
    this.#at += 1;
    return true;
  }

  #scalar(level: Level, code: number): void {
    if (code === AMPERSAND || code === BANG) this.#properties(level);
    else if (code === ASTERISK) this.#alias(level);
    else if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) this.#quoted(level, code);
    else this.#plain(level);
  }

  #startsAction(): boolean {
    if (!mayOpenAction(this.#text, this.#at)) return false;
    const action = findAction(this.#text, this.#at);
    this.#sink.see(action.seen);
    return action.end !== undefined && action.end <= this.#limit;
  }

  #passToken(code: number): void {
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) this.#at = this.#scanQuoted().next;
    else this.#at += 1;
  }

  #open(): void {
    this.#levels.open(this.#text.charCodeAt(this.#at) === OPEN_BRACE, this.#at);
    this.#at += 1;
  }

  #close(isMap: boolean): void {
    this.#at += 1;
    const pair = this.#levels.close(isMap);
    if (pair?.around) this.#afterCollection(pair.around, pair.closed);
  }

  /** A collection was the value of an entry, or its key. */
  #afterCollection(level: Level, closed: Level): void {
    const mayBeKey = level.expects === 'entry' && this.#levels.isKeyLength(closed, level, this.#at);
    const isKey = mayBeKey && this.#passColon(level, true);
    const isLoneKey = level.expects === 'entry' && (level.isMap || level.isExplicit);
    if (isKey || isLoneKey) this.#levels.forget(closed);
    if (isKey) this.#beginValue(level, '?');
    else level.expects = 'separator';
  }

  /** Behind a colon: what stands before it is the key of the entry. */
  #beginValue(level: Level, key: string): void {
    this.#levels.beginValue(level, key, skipBlanks(this.#text, this.#at));
  }

  #properties(level: Level): void {
    const { tag, next } = readProperties(this.#text, this.#at, true);
    if (next === this.#at) {
      this.#plain(level);
      return;
    }
    if (level.expects === 'separator') this.#levels.separate(level);
    level.tag = tag ?? level.tag;
    level.hasProperties = true;
    this.#at = next;
    // In a list an empty item stands behind all blanks and breaks.
    level.emptyAt = level.expects === 'entry' ? behindGap(this.#text, next) : next;
  }

  #alias(level: Level): void {
    const start = this.#at;
    this.#at = endOfAnchor(this.#text, start);
    const name = this.#text.slice(start, this.#at);
    if (level.expects === 'separator') this.#levels.separate(level);
    if (level.expects === 'entry' && this.#passColon(level, false)) this.#beginValue(level, name);
    else level.expects = 'separator';
  }

  #scanQuoted(): ReturnType<typeof scanQuoted> {
    const { holder } = this.#place;
    const closer = this.#levels.isMap ? CLOSE_BRACE : CLOSE_BRACKET;
    const scan = scanQuoted(this.#text, this.#at, { holder, closer, limit: this.#limit });
    this.#sink.see(scan.seen);
    if (scan.multiline) this.#multiline = true;
    return scan;
  }

  #quoted(level: Level, quote: number): void {
    const { start, end, next } = this.#scanQuoted();
    this.#at = next;
    const style = quote === DOUBLE_QUOTE ? 'double-quoted' : 'single-quoted';
    this.#node(level, { style, start, end, tag: level.tag }, false);
  }

  #plain(level: Level): void {
    const text = this.#text;
    const start = this.#at;
    const line = scanPlainLine(text, start, this.#limit, true);
    this.#sink.see(Math.max(line.seen, line.at + 2));
    if (line.end === start) {
      // An indicator that means nothing here.
      this.#at = start + 1;
      return;
    }
    const { holder } = this.#place;
    const isKey = level.expects === 'entry' && (level.isMap || level.isExplicit);
    const scan = scanPlainRest(text, line, { holder, inFlow: true, limit: this.#limit, isKey });
    this.#sink.see(scan.seen);
    if (scan.multiline) {
      this.#multiline = true;
      if (DASH_LINE.test(text.slice(start, scan.end))) this.#looksLikeBlock = true;
    }
    this.#at = scan.next;
    this.#node(level, { style: 'plain', start, end: scan.end, tag: level.tag }, this.#isFresh);
  }

  /** A scalar was read. `isFreshPlain`: it is plain and begins its line. */
  #node(level: Level, found: Found, isFreshPlain: boolean): void {
    const isKey = this.#passColon(level, found.style !== 'plain');
    if (isKey && isFreshPlain) {
      this.isMalformed = level.expects !== 'entry';
      if (this.isMalformed) return;
      // A missing bracket, should the collection not be closed.
      this.#looksLikeBlock = true;
    }
    if (level.expects === 'separator') this.#levels.separate(level);
    if (isKey && level.expects === 'entry') this.#beginValue(level, this.#decode(found));
    // `b: 1 c: 2` lacks a comma: nobody knows where.
    else if (isKey) this.#levels.endValue(level);
    else this.#levels.value(level, found);
  }

  /** Passes the colon that makes what was read a key, if there is one. Behind quotes and brackets it needs no blank. */
  #passColon(level: Level, isJsonLike: boolean): boolean {
    const isKeyPlace = (level.isMap || level.isExplicit) && level.expects === 'entry';
    const blanks = skipBlanks(this.#text, this.#at);
    const at = isKeyPlace ? Math.min(behindGap(this.#text, blanks), this.#limit) : blanks;
    this.#sink.see(at + 2);
    const isColon = this.#text.charCodeAt(at) === COLON && at < this.#limit;
    if (!isColon || !(isJsonLike || isColonStop(this.#text, at, true))) return false;
    this.#at = at + 1;
    return true;
  }

  #decode({ style, start, end }: Found): string {
    const raw = this.#text.slice(start, end);
    return style === 'plain' ? decodePlain(raw) : decodeQuoted(raw, style === 'double-quoted');
  }
}

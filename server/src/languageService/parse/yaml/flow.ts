import { MAX_DEPTH } from '../guards.ts';
import { detach } from '../detach.ts';
import type { PathNode } from '../path.ts';
import {
  AMPERSAND,
  ASTERISK,
  BANG,
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  COMMA,
  DASH,
  DOUBLE_QUOTE,
  HASH,
  isBreak,
  isDocumentMark,
  isGap,
  lineEnd,
  nextLine,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUESTION,
  SINGLE_QUOTE,
  skipBlanks,
} from './characters.ts';
import { isConflictMark } from './conflict.ts';
import { decodePlain, decodeQuoted } from './decode.ts';
import { isColonStop, scanPlainLine, scanPlainRest } from './plain.ts';
import { endOfAnchor, readProperties } from './properties.ts';
import { scanQuoted } from './quoted.ts';
import type { Found, Sink } from './sink.ts';
import { findAction, findActionLine, mayOpenAction } from './templates.ts';

/** Within how many characters of its bracket a collection that proves malformed is read as the rest of a line. */
const NEAR = 4096;

/** What the entry of a flow collection waits for. */
type Expects = 'entry' | 'value' | 'separator';

/** An open flow collection. */
interface Level {
  readonly isMap: boolean;
  readonly node: PathNode;
  /** How many scalars were found before it: only they stay when it turns out to be a key. */
  readonly scalarsBefore: number;
  index: number;
  /** Path of the entry's value, once its key is known. */
  entry: PathNode;
  expects: Expects;
  /** Behind `?`: an entry without a colon is a key. */
  isExplicit: boolean;
  /** Where an empty value would stand. */
  emptyAt: number;
  tag: string | undefined;
  hasProperties: boolean;
}

export interface FlowPlace {
  readonly node: PathNode;
  /** Column of the collection that holds this one; -1 at the root. */
  readonly holder: number;
  /** Inside a key nothing is a value. */
  readonly hidden: boolean;
}

export interface FlowScan {
  /** Where to read on: behind the closing bracket, or at the start of a line. */
  readonly next: number;
  readonly closed: boolean;
  readonly multiline: boolean;
}

/**
 * Reads the flow collection whose bracket is at `open`, into the sink. One that proves malformed near its bracket is
 * read to the end of that line only: what follows are block lines, and the bracket was just typed.
 */
export function scanFlow(text: string, open: number, place: FlowPlace, sink: Sink): FlowScan {
  const scalars = sink.scalars.length;
  const comments = sink.comments.length;
  const reader = new FlowReader(text, open, text.length, place, sink);
  const scan = reader.read();
  if (!reader.isMalformed || scan.next - open > NEAR) return scan;
  sink.truncate(scalars, comments);
  return new FlowReader(text, open, lineEnd(text, open), place, sink).read();
}

/** A line in a plain scalar that would be a list's entry, were the bracket before it not open. */
const DASH_LINE = /[\r\n][ \t]*-[ \t]/;

class FlowReader {
  /** Whether a line was met that no flow collection can hold. */
  isMalformed = false;
  readonly #text: string;
  readonly #limit: number;
  readonly #place: FlowPlace;
  readonly #sink: Sink;
  readonly #levels: Level[] = [];
  readonly #open: number;
  #at: number;
  /** Levels that are too deep to be read; their brackets are only counted. */
  #skipped = 0;
  #isFresh = false;
  #multiline = false;
  /** Whether lines began like entries of block collections. */
  #looksLikeBlock = false;

  constructor(text: string, open: number, limit: number, place: FlowPlace, sink: Sink) {
    this.#text = text;
    this.#open = open;
    this.#at = open;
    this.#limit = limit;
    this.#place = place;
    this.#sink = sink;
  }

  read(): FlowScan {
    this.#openLevel();
    while (this.#at < this.#limit) {
      const lineStart = this.#skipGaps();
      if (lineStart !== undefined) return this.#unclosed(lineStart);
      if (this.#at >= this.#limit) break;
      const start = this.#at;
      this.#token(this.#text.charCodeAt(this.#at));
      if (this.isMalformed) return this.#unclosed(this.#startOfLine(start));
      this.#isFresh = false;
      if (this.#levels.length === 0) {
        this.#sink.see(this.#at + 1);
        return { next: this.#at, closed: true, multiline: this.#multiline };
      }
    }
    this.#sink.see(this.#limit + 1);
    return this.#unclosed(this.#limit);
  }

  #unclosed(next: number): FlowScan {
    if (this.#looksLikeBlock) this.isMalformed = true;
    for (const level of this.#levels.reverse()) this.#finishEntry(level);
    return { next: Math.max(next, this.#open + 1), closed: false, multiline: this.#multiline };
  }

  #startOfLine(from: number): number {
    let at = from;
    while (at > this.#open && !isBreak(this.#text.charCodeAt(at - 1))) at -= 1;
    return at;
  }

  /** Passes blanks, line breaks and comments. Returns the start of the line that ends the collection, if one does. */
  #skipGaps(): number | undefined {
    for (;;) {
      this.#at = skipBlanks(this.#text, this.#at);
      const code = this.#text.charCodeAt(this.#at);
      if (this.#at >= this.#limit) return undefined;
      if (code === HASH && isGap(this.#text.charCodeAt(this.#at - 1))) {
        const end = lineEnd(this.#text, this.#at);
        this.#sink.comment(this.#at, end);
        this.#at = end;
      } else if (isBreak(code)) {
        const lineStart = nextLine(this.#text, this.#at);
        this.#at = lineStart;
        this.#multiline = true;
        this.#isFresh = true;
        if (!this.#enterLine(lineStart)) return lineStart;
      } else return undefined;
    }
  }

  /** Moves to the first character of a line; returns false when the line is not the collection's. */
  #enterLine(lineStart: number): boolean {
    const text = this.#text;
    if (this.#place.holder >= 0 && isConflictMark(text, lineStart)) {
      this.#at = lineEnd(text, lineStart);
      return true;
    }
    const first = skipBlanks(text, lineStart);
    const code = text.charCodeAt(first);
    this.#sink.see(first + 4);
    if (first >= text.length || isBreak(code) || code === HASH) return true;
    if (mayOpenAction(text, first)) {
      const actions = findActionLine(text, first);
      this.#sink.see(actions.seen);
      if (actions.end !== undefined) {
        this.#at = actions.end;
        return true;
      }
    }
    const isOurs =
      this.#place.holder < 0 ? !isDocumentMark(text, lineStart) : first - lineStart > this.#place.holder;
    const isClosing = code === CLOSE_BRACE || code === CLOSE_BRACKET;
    if (isOurs && code === DASH && isGap(text.charCodeAt(first + 1))) {
      this.isMalformed = true;
      return false;
    }
    return isOurs || isClosing;
  }

  #token(code: number): void {
    const text = this.#text;
    if ((code === OPEN_BRACE || code === OPEN_BRACKET) && !this.#startsAction()) return this.#openLevel();
    if (code === CLOSE_BRACE || code === CLOSE_BRACKET) return this.#close(code === CLOSE_BRACE);
    const level = this.#levels.at(-1);
    if (!level || this.#skipped > 0) return this.#passToken(code);
    if (code === COMMA) return this.#separate(level);
    if (code === COLON && isColonStop(text, this.#at, true)) return this.#colon(level, '');
    if (code === QUESTION && isGap(text.charCodeAt(this.#at + 1))) return this.#explicit(level);
    if (code === AMPERSAND || code === BANG) return this.#properties(level);
    if (code === ASTERISK) return this.#alias(level);
    if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) return this.#quoted(level, code);
    this.#plain(level);
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

  #openLevel(): void {
    const parent = this.#levels.at(-1);
    if (this.#skipped > 0 || this.#place.node.depth + this.#levels.length >= MAX_DEPTH) {
      this.#skipped += 1;
      this.#sink.tooDeep = true;
      if (!parent) this.#levels.push(this.#newLevel(false, this.#place.node));
      this.#at += 1;
      return;
    }
    const node = parent ? this.#valuePath(parent) : this.#place.node;
    if (parent?.expects === 'value') parent.expects = 'separator';
    if (parent) parent.hasProperties = false;
    this.#levels.push(this.#newLevel(this.#text.charCodeAt(this.#at) === OPEN_BRACE, node));
    this.#at += 1;
  }

  #newLevel(isMap: boolean, node: PathNode): Level {
    return {
      isMap,
      node,
      scalarsBefore: this.#sink.scalars.length,
      index: 0,
      entry: node,
      expects: 'entry',
      isExplicit: false,
      emptyAt: 0,
      tag: undefined,
      hasProperties: false,
    };
  }

  /** The path of the value that begins now. */
  #valuePath(level: Level): PathNode {
    if (level.expects === 'separator') this.#separate(level, this.#at);
    if (level.expects === 'value') return level.entry;
    return level.isMap ? level.node.child('?') : level.node.child(level.index);
  }

  #close(isMap: boolean): void {
    this.#at += 1;
    if (this.#skipped > 0) {
      this.#skipped -= 1;
      if (this.#skipped === 0 && this.#levels.length === 1 && this.#place.node.depth >= MAX_DEPTH)
        this.#levels.pop();
      return;
    }
    const index = this.#levels.findLastIndex((level) => level.isMap === isMap);
    if (index === -1) return;
    for (const level of this.#levels.slice(index).reverse()) this.#finishEntry(level);
    const closed = this.#levels[index];
    this.#levels.length = index;
    const parent = this.#levels.at(-1);
    if (parent && closed) this.#afterCollection(parent, closed);
  }

  /** A collection was the value of an entry, or its key. */
  #afterCollection(level: Level, closed: Level): void {
    const isKey = level.expects === 'entry' && this.#passColon(level, true);
    const isLoneKey = level.expects === 'entry' && (level.isMap || level.isExplicit);
    if (isKey || isLoneKey) this.#sink.truncate(closed.scalarsBefore, this.#sink.comments.length);
    if (isKey) this.#beginValue(level, '?');
    else level.expects = 'separator';
  }

  /** Ends an entry: what has a colon, a dash's place or properties and no value has an empty one. */
  #finishEntry(level: Level): void {
    const isEmptyValue = level.expects === 'value';
    const isEmptyItem = level.expects === 'entry' && !level.isMap && level.hasProperties && !level.isExplicit;
    if (isEmptyValue || isEmptyItem) {
      const node = isEmptyValue ? level.entry : level.node.child(level.index);
      this.#emit(node, { style: 'plain', start: level.emptyAt, end: level.emptyAt, tag: level.tag });
    }
    level.tag = undefined;
    level.hasProperties = false;
    level.isExplicit = false;
  }

  #separate(level: Level, next: number = this.#at + 1): void {
    this.#finishEntry(level);
    level.index += 1;
    level.expects = 'entry';
    this.#at = next;
  }

  #explicit(level: Level): void {
    level.isExplicit = true;
    this.#at += 1;
  }

  /** At a colon: what stands before it is the key of the entry. */
  #colon(level: Level, key: string): void {
    this.#at += 1;
    if (level.expects === 'entry') this.#beginValue(level, key);
  }

  #beginValue(level: Level, key: string): void {
    const node = level.isMap ? level.node : level.node.child(level.index);
    level.entry = node.child(detach(key));
    level.expects = 'value';
    level.tag = undefined;
    level.hasProperties = false;
    level.emptyAt = skipBlanks(this.#text, this.#at);
  }

  #properties(level: Level): void {
    const { tag, next } = readProperties(this.#text, this.#at, true);
    if (next === this.#at) return this.#plain(level);
    if (level.expects === 'separator') this.#separate(level, this.#at);
    level.tag = tag ?? level.tag;
    level.hasProperties = true;
    level.emptyAt = next;
    this.#at = next;
    // In a list an empty item stands behind all blanks and breaks.
    if (level.expects === 'entry') level.emptyAt = this.#behindGaps(next);
  }

  #behindGaps(from: number): number {
    let at = from;
    for (;;) {
      at = skipBlanks(this.#text, at);
      const code = this.#text.charCodeAt(at);
      if (isBreak(code)) at = nextLine(this.#text, at);
      else if (code === HASH) at = lineEnd(this.#text, at);
      else return at;
      if (at >= this.#text.length) return at;
    }
  }

  #alias(level: Level): void {
    const start = this.#at;
    this.#at = endOfAnchor(this.#text, start);
    const name = this.#text.slice(start, this.#at);
    if (level.expects === 'separator') this.#separate(level, this.#at);
    if (level.expects === 'entry' && this.#passColon(level, false)) this.#beginValue(level, name);
    else level.expects = 'separator';
  }

  #scanQuoted(): ReturnType<typeof scanQuoted> {
    const { holder } = this.#place;
    const closer = this.#levels.at(-1)?.isMap === true ? CLOSE_BRACE : CLOSE_BRACKET;
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
      if (level.expects !== 'entry') {
        this.isMalformed = true;
        return;
      }
      // A missing bracket, should the collection not be closed.
      this.#looksLikeBlock = true;
    }
    if (level.expects === 'separator') this.#separate(level, this.#at);
    if (isKey && level.expects === 'entry') return this.#beginValue(level, this.#decode(found));
    if (level.expects === 'value') {
      // `b: 1 c: 2` lacks a comma: nobody knows where.
      if (!isKey) this.#emit(level.entry, found);
    } else if (!level.isMap && !level.isExplicit) this.#emit(level.node.child(level.index), found);
    level.expects = 'separator';
    level.tag = undefined;
  }

  /** Passes the colon that makes what was read a key, if there is one. Behind quotes and brackets it needs no blank. */
  #passColon(level: Level, isJsonLike: boolean): boolean {
    let at = skipBlanks(this.#text, this.#at);
    if ((level.isMap || level.isExplicit) && level.expects === 'entry') at = Math.min(this.#behindGaps(at), this.#limit);
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

  #emit(node: PathNode, found: Found): void {
    if (!this.#place.hidden) this.#sink.scalar(node, found);
  }
}

import { AMPERSAND, ASTERISK, BANG, COLON, DOUBLE_QUOTE, SINGLE_QUOTE, skipBlanks } from './characters.ts';
import { decodePlain, decodeQuoted } from './decode.ts';
import type { FlowCursor } from './flowCursor.ts';
import { behindGap } from './flowGap.ts';
import type { FlowLevels, Level } from './flowLevels.ts';
import { isColonStop, scanPlainLine, scanPlainRest } from './plain.ts';
import { endOfAnchor, readProperties } from './properties.ts';
import type { Found } from './sink.ts';

/** A line in a plain scalar that would be a list's entry, were the bracket before it not open. */
const DASH_LINE = /[\r\n][ \t]*-[ \t]/;

/** Reads what the entries of flow collections are made of: keys and values, with their tags and anchors. */
export class FlowEntries {
  readonly #cursor: FlowCursor;
  readonly #levels: FlowLevels;

  constructor(cursor: FlowCursor, levels: FlowLevels) {
    this.#cursor = cursor;
    this.#levels = levels;
  }

  /** Reads the key, value or property that begins with `code`. */
  read(level: Level, code: number): void {
    if (code === AMPERSAND || code === BANG) this.#properties(level);
    else if (code === ASTERISK) this.#alias(level);
    else if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) this.#quoted(level, code);
    else this.#plain(level);
  }

  /** A collection was the value of an entry, or its key. */
  afterCollection(level: Level, closed: Level): void {
    const mayBeKey = level.expects === 'entry' && this.#levels.isKeyLength(closed, level, this.#cursor.at);
    const isKey = mayBeKey && this.#passColon(level, true);
    const isLoneKey = level.expects === 'entry' && (level.isMap || level.isExplicit);
    if (isKey || isLoneKey) this.#levels.forget(closed);
    if (isKey) this.#beginValue(level, '?');
    else level.expects = 'separator';
  }

  /** Behind a colon: what stands before it is the key of the entry. */
  #beginValue(level: Level, key: string): void {
    this.#levels.beginValue(level, key, skipBlanks(this.#cursor.text, this.#cursor.at));
  }

  #properties(level: Level): void {
    const cursor = this.#cursor;
    const { tag, next } = readProperties(cursor.text, cursor.at, cursor.sink);
    if (next === cursor.at) {
      this.#plain(level);
      return;
    }
    if (level.expects === 'separator') this.#levels.separate(level);
    level.tag = tag ?? level.tag;
    level.hasProperties = true;
    cursor.at = next;
    // In a list an empty item stands behind all blanks and breaks.
    level.emptyAt = level.expects === 'entry' ? behindGap(cursor.text, next) : next;
  }

  #alias(level: Level): void {
    const cursor = this.#cursor;
    const start = cursor.at;
    cursor.at = endOfAnchor(cursor.text, start, cursor.sink);
    const name = cursor.text.slice(start, cursor.at);
    if (level.expects === 'separator') this.#levels.separate(level);
    if (level.expects === 'entry' && this.#passColon(level, false)) this.#beginValue(level, name);
    else level.expects = 'separator';
  }

  #quoted(level: Level, quote: number): void {
    const { start, end, next } = this.#cursor.scanQuoted(this.#levels.isMap);
    this.#cursor.at = next;
    const style = quote === DOUBLE_QUOTE ? 'double-quoted' : 'single-quoted';
    this.#node(level, { style, start, end, tag: level.tag }, false);
  }

  #plain(level: Level): void {
    const cursor = this.#cursor;
    const { text, at: start, limit, holder } = cursor;
    const line = scanPlainLine(text, start, limit, true);
    cursor.sink.see(Math.max(line.seen, line.at + 2));
    if (line.end === start) {
      // An indicator that means nothing here.
      cursor.at = start + 1;
      return;
    }
    const isKey = level.expects === 'entry' && (level.isMap || level.isExplicit);
    const scan = scanPlainRest(text, line, { holder, inFlow: true, limit, isKey });
    cursor.sink.see(scan.seen);
    if (scan.multiline) {
      cursor.multiline = true;
      if (DASH_LINE.test(text.slice(start, scan.end))) cursor.looksLikeBlock = true;
    }
    cursor.at = scan.next;
    this.#node(level, { style: 'plain', start, end: scan.end, tag: level.tag }, cursor.isFresh);
  }

  /** A scalar was read. `isFreshPlain`: it is plain and begins its line. */
  #node(level: Level, found: Found, isFreshPlain: boolean): void {
    const isKey = this.#passColon(level, found.style !== 'plain');
    if (isKey && isFreshPlain) {
      this.#cursor.isMalformed = level.expects !== 'entry';
      if (this.#cursor.isMalformed) return;
      // A missing bracket, should the collection not be closed.
      this.#cursor.looksLikeBlock = true;
    }
    if (level.expects === 'separator') this.#levels.separate(level);
    if (isKey && level.expects === 'entry') this.#beginValue(level, this.#decode(found));
    // `b: 1 c: 2` lacks a comma: nobody knows where.
    else if (isKey) this.#levels.endValue(level);
    else this.#levels.value(level, found);
  }

  /** Passes the colon that makes what was read a key, if there is one. Behind quotes and brackets it needs no blank. */
  #passColon(level: Level, isJsonLike: boolean): boolean {
    const { text, limit, sink } = this.#cursor;
    const isKeyPlace = (level.isMap || level.isExplicit) && level.expects === 'entry';
    const blanks = skipBlanks(text, this.#cursor.at);
    const at = isKeyPlace ? Math.min(behindGap(text, blanks), limit) : blanks;
    sink.see(at + 2);
    const isColon = text.charCodeAt(at) === COLON && at < limit;
    if (!isColon || !(isJsonLike || isColonStop(text, at, true, sink))) return false;
    this.#cursor.at = at + 1;
    return true;
  }

  #decode({ style, start, end }: Found): string {
    const raw = this.#cursor.text.slice(start, end);
    return style === 'plain' ? decodePlain(raw) : decodeQuoted(raw, style === 'double-quoted');
  }
}

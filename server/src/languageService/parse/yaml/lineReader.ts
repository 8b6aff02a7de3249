import { detach } from '../detach.ts';
import { COLON, DASH, isGap, QUESTION, skipBlanks, TAB } from './characters.ts';
import { EntryStack } from './entryStack.ts';
import type { Frame } from './frame.ts';
import type { MayEnd } from './flow.ts';
import { sharedKey } from '../keyCache.ts';
import { findKey } from './keys.ts';
import type { OrdinaryLine } from './ordinaryLine.ts';
import { endLine, isLineDone, skipLine, textLineBelow } from './lineRest.ts';
import { scanPlainLine } from './plain.ts';
import type { Place } from './openEntries.ts';
import { readProperties } from './properties.ts';
import type { Sink } from './sink.ts';
import type { YamlState } from './state.ts';
import { findActionLine, mayOpenAction } from './templates.ts';
import { ValueReader } from './valueReader.ts';

/**
 * Reads the lines of block YAML, one after the other, over a stack of open collections. What a line means depends on
 * its column and on the collections open there, so that a fault stays in the entry where it is.
 */
export class LineReader {
  readonly stack: EntryStack;
  readonly #text: string;
  readonly #sink: Sink;
  readonly values: ValueReader;
  /** Offset of column 0 of the line that is read, as its indentation is understood. */
  #lineStart = 0;

  constructor(text: string, sink: Sink, from: YamlState, mayEnd: MayEnd) {
    this.#text = text;
    this.#sink = sink;
    this.stack = new EntryStack(sink, from);
    this.values = new ValueReader(text, sink, this.stack.entries, mayEnd);
  }

  /**
   * The column of a line whose first character is at `first`. YAML indents by spaces: where a tab stands among them, the
   * column is that of the spaces if entries stand there, or else where the line would fit.
   */
  columnOf(lineStart: number, first: number, isDash: boolean): number {
    const tabs = countTabs(this.#text, lineStart, first);
    if (tabs === 0) return first - lineStart;
    const spaces = first - lineStart - tabs;
    const kind = isDash ? 'seq' : 'map';
    const { top } = this.stack;
    let fitting: Frame | undefined;
    for (let frame: Frame | undefined = top; frame; frame = frame.parent) {
      if (frame.column === spaces && spaces > 0) return spaces;
      if (frame.kind === kind) fitting ??= frame;
      // Farther out the columns are less.
      if (fitting && (spaces === 0 || frame.column < spaces)) break;
    }
    if (top.status !== 'pending' && fitting) return fitting.column;
    return spaces > top.column ? spaces : Math.max(top.column + 1, this.#columnBelow(first));
  }

  #columnBelow(from: number): number {
    const { start, first } = textLineBelow(this.#text, from);
    this.#sink.see(first + 1);
    return first - start;
  }

  /**
   * Reads the line whose first character is at `first`, at this column, after the stack was dedented to it. Returns the
   * start of the next line.
   */
  line(first: number, column: number): number {
    this.#lineStart = first - column;
    return this.#entry(first, this.stack.placeAt(column, this.#isIndicator(first, DASH)));
  }

  /**
   * Takes a line that was told to be an ordinary one, after the stack was dedented to it: the same as {@link line} would.
   * Returns the start of the next line.
   */
  ordinary(line: OrdinaryLine, lineStart: number, first: number): number {
    const { stack } = this;
    let place = stack.placeAt(first - lineStart, line.hasDash);
    if (line.hasDash) {
      if (!stack.nextItem(first - lineStart, place)) return skipLine(this.#text, first, this.#sink);
      stack.entries.expectValue(undefined, line.keyStart);
      place = stack.entries.inside;
    }
    const key = sharedKey(this.#text.slice(line.keyStart, line.keyEnd));
    const isOpened = stack.nextKey(key, line.keyStart - lineStart, place);
    if (!isOpened) return skipLine(this.#text, line.keyEnd, this.#sink);
    stack.entries.expectValue(undefined, line.start);
    if (line.style !== undefined) this.values.take(line.style, line.start, line.end);
    return line.next;
  }

  /** Reads what stands behind `---` on its line. */
  afterMark(lineStart: number, from: number): number {
    this.#lineStart = lineStart;
    const first = skipBlanks(this.#text, from);
    if (isLineDone(this.#text, first)) return this.#endLine(first);
    const { tag, end, next } = readProperties(this.#text, first, this.#sink);
    if (end > first) this.stack.entries.expectValue(tag, next);
    return isLineDone(this.#text, next) ? this.#endLine(next) : this.#entry(first, this.stack.entries.inside);
  }

  #isIndicator(at: number, code: number): boolean {
    return this.#text.charCodeAt(at) === code && isGap(this.#text.charCodeAt(at + 1));
  }

  /** Reads an entry, or a value on a line of its own. Compact collections open one after the other. */
  #entry(at: number, first: Place): number {
    let here = at;
    for (let place = first; ; place = this.stack.entries.inside) {
      const begun = this.#begin(here, place);
      if (begun === undefined) return this.#node(here, place);
      if (!begun) return skipLine(this.#text, here, this.#sink);
      here = skipBlanks(this.#text, here + 1);
      this.stack.entries.expectValue(undefined, here);
      if (isLineDone(this.#text, here)) return this.#endLine(here);
    }
  }

  /** Begins the entry of the indicator at `at`. Returns undefined without one, false when it would nest too deep. */
  #begin(at: number, place: Place): boolean | undefined {
    const column = at - this.#lineStart;
    if (this.#isIndicator(at, DASH)) return this.stack.nextItem(column, place);
    if (this.#isIndicator(at, QUESTION)) return this.stack.nextKey('', column, place, 'key');
    if (this.#isIndicator(at, COLON)) return this.stack.explicitValue(column, place);
    return undefined;
  }

  /** Reads a key with its value, or a value, at `at`. */
  #node(at: number, place: Place): number {
    const text = this.#text;
    const { tag, end, next } = readProperties(text, at, this.#sink);
    const column = at - this.#lineStart;
    if (end > at && isLineDone(text, next)) {
      // They belong to what follows on the next lines.
      if (!place.frame) this.stack.entries.expectValue(tag, next);
      return this.#endLine(next);
    }
    const key = findKey(text, next, this.stack.top.column, this.#sink);
    if (key) {
      const opened = this.stack.nextKey(key.text, column, place);
      return opened ? this.#inline(key.colon + 1) : skipLine(text, key.colon, this.#sink);
    }
    if (place.frame) return this.#halfTyped(next, column, place);
    if (end > at) this.stack.entries.expectValue(tag ?? this.stack.entries.tag, next);
    return this.values.read(next, column);
  }

  /** A line in a map that is no entry: a key whose colon is yet to be typed. What stands deeper below is its. */
  #halfTyped(at: number, column: number, place: Place): number {
    const line = scanPlainLine(this.#text, at, this.#text.length, false);
    if (place.frame?.status !== 'key') {
      this.stack.nextKey(detach(this.#text.slice(at, line.end)), column, place, 'nested');
    }
    return skipLine(this.#text, at, this.#sink);
  }

  /** Reads the value behind a key's colon on its line, or what makes it stand on the lines below. */
  #inline(from: number): number {
    const text = this.#text;
    const first = skipBlanks(text, from);
    this.stack.entries.expectValue(undefined, first);
    if (isLineDone(text, first)) return this.#endLine(first);
    const { tag, end, next } = readProperties(text, first, this.#sink);
    if (end > first) this.stack.entries.expectValue(tag, next);
    if (end > first && isLineDone(text, next)) return this.#endLine(next);
    const isAction = this.#isActionLine(next);
    const line = this.values.read(next, undefined);
    if (isAction) this.stack.entries.expectMore();
    return line;
  }

  #isActionLine(at: number): boolean {
    if (!mayOpenAction(this.#text, at)) return false;
    const { end, seen } = findActionLine(this.#text, at);
    this.#sink.see(seen);
    return end !== undefined;
  }

  #endLine(from: number): number {
    return endLine(this.#text, from, this.#sink);
  }
}

function countTabs(text: string, from: number, end: number): number {
  let tabs = 0;
  for (let at = from; at < end; at += 1) if (text.charCodeAt(at) === TAB) tabs += 1;
  return tabs;
}

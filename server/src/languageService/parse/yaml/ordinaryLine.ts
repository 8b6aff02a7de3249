import type { FlowStyle } from './sink.ts';
import { CR, DASH, DOUBLE_QUOTE, LF, SINGLE_QUOTE, SPACE, TAB } from './characters.ts';

/* No indicator, comment or template in them, no colon that could end a key, and none of the rarer blanks. */
const KEY = /[A-Za-z_][\w./-]*(?=:[ \r\n])/y;
const PLAIN = /[\w/.$~](?:[^\s#:{<]|:(?!\s)| (?![\s#]))*(?=\r?\n)/y;
const DOUBLE_QUOTED = /"[^"\\\r\n{<]*"(?=\r?\n)/y;
const SINGLE_QUOTED = /'[^'\r\n{<]*'(?=\r?\n)/y;

/**
 * Tells the lines that most of a file is made of: `key:` and `key: value`, perhaps behind one dash. A few patterns find
 * them, which the engine runs far faster than code that it has not compiled yet, as when a first file is opened.
 * Whatever is the least unusual is no such line and is left to the readers that know all of YAML; they read these lines
 * to the same end. One object serves many lines: its fields are those of the last one.
 */
export class OrdinaryLine {
  hasDash = false;
  keyStart = 0;
  keyEnd = 0;
  /** How the value is written; undefined when there is none on the line. */
  style: FlowStyle | undefined;
  /** The value without quotes, or where it would stand. */
  start = 0;
  end = 0;
  /** Start of the next line. */
  next = 0;
  /** Offset behind the last character that was looked at. */
  seen = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether the line that begins at `lineStart`, its first character that is no space at `first`, is an ordinary one. */
  read(lineStart: number, first: number): boolean {
    const text = this.#text;
    this.hasDash = text.charCodeAt(first) === DASH && text.charCodeAt(first + 1) === SPACE;
    this.keyStart = this.hasDash ? first + 2 : first;
    KEY.lastIndex = this.keyStart;
    if (!KEY.test(text)) return false;
    this.keyEnd = KEY.lastIndex;
    return this.#value(this.keyEnd + 1) && this.#isWhole(this.keyStart - lineStart);
  }

  #value(from: number): boolean {
    const text = this.#text;
    if (text.charCodeAt(from) !== SPACE) {
      this.style = undefined;
      this.start = from;
      this.end = from;
      return this.#break(from);
    }
    const code = text.charCodeAt(from + 1);
    if (code === DOUBLE_QUOTE) return this.#written('double-quoted', DOUBLE_QUOTED, from + 1, 1);
    if (code === SINGLE_QUOTE) return this.#written('single-quoted', SINGLE_QUOTED, from + 1, 1);
    return this.#written('plain', PLAIN, from + 1, 0);
  }

  #written(style: FlowStyle, pattern: RegExp, at: number, quotes: number): boolean {
    pattern.lastIndex = at;
    if (!pattern.test(this.#text)) return false;
    const end = pattern.lastIndex;
    this.style = style;
    this.start = at + quotes;
    this.end = end - quotes;
    return this.#break(end);
  }

  #break(end: number): boolean {
    const first = this.#text.charCodeAt(end);
    const isLong = first === CR && this.#text.charCodeAt(end + 1) === LF;
    this.next = isLong ? end + 2 : end + 1;
    this.seen = this.next + 1;
    return isLong || first === LF;
  }

  /** Whether the value ends with its line: a plain one goes on over lines that stand right of its key's `column`. */
  #isWhole(column: number): boolean {
    if (this.style !== 'plain') return true;
    const text = this.#text;
    let at = this.next;
    while (text.charCodeAt(at) === SPACE) at += 1;
    this.seen = at + 4;
    const code = text.charCodeAt(at);
    const isText = at < text.length && code !== TAB && code !== LF && code !== CR;
    return isText && at - this.next <= column;
  }
}

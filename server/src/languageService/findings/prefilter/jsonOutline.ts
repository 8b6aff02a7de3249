import { CHAR, isBlank, isLineBreak } from '../../parse/json/characters.ts';
import { Irregular, MAX_ENTRIES, OutlineEntry, unlessIrregular } from './outline.ts';
import { isAsked } from './scopes.ts';

/** A member of an object, an item of an array, or the whole text. */
export class JsonOutlineEntry extends OutlineEntry {
  declare entries: readonly JsonOutlineEntry[];
  declare readonly parent: JsonOutlineEntry | undefined;
  /** Where the bracket is that opens its value; negative where that is no collection. */
  open = -1;
}

/** The outline of a text of JSON, and the innermost entries that have one of the places. */
export interface JsonOutline {
  readonly root: JsonOutlineEntry;
  readonly found: readonly JsonOutlineEntry[];
}

/** Nested deeper, a file is not for an outline. */
const MAX_DEPTH = 60;

const LITERAL = /(?:-?\d[\d.eE+-]{0,400}|true|false|null)(?=[\s,\]}])/y;

/**
 * The entries of a text of JSON that are collections, have one of `places` (in order) or a name that rules ask for.
 * Undefined where a text is not JSON throughout. Linear.
 */
export function jsonOutlineOf(text: string, places: readonly number[]): JsonOutline | undefined {
  return unlessIrregular(() => new JsonOutlineReader(text, places).read());
}

class JsonOutlineReader {
  readonly #text: string;
  readonly #places: readonly number[];
  readonly #found: JsonOutlineEntry[] = [];
  #next = 0;
  #at = 0;
  #top: JsonOutlineEntry | undefined;
  #depth = 0;
  #count = 0;

  constructor(text: string, places: readonly number[]) {
    this.#text = text;
    this.#places = places;
  }

  read(): JsonOutline {
    this.#skip();
    const root = this.#value('', this.#at, false);
    if (!root || root.open < 0) throw new Irregular();
    while (this.#top) this.#behindBracket();
    this.#skip();
    if (this.#at < this.#text.length) throw new Irregular();
    return { root, found: this.#found };
  }

  /** Behind an opening bracket or a comma: an entry, or the end of a collection that is empty. */
  #behindBracket(): void {
    const { open } = this.#top ?? {};
    const isObject = open !== undefined && this.#text.charAt(open) === '{';
    const isEmpty = open === this.#at - 1;
    this.#skip();
    if (isEmpty && this.#text.charAt(this.#at) === (isObject ? '}' : ']')) this.#close();
    else if (isObject) this.#member();
    else this.#value('', this.#at, false);
    this.#behindValue();
  }

  #member(): void {
    const start = this.#at;
    this.#string();
    const name = this.#text.slice(start + 1, this.#at - 1);
    const isFound = this.#take();
    this.#skip();
    this.#expect(':');
    this.#skip();
    this.#value(name, start, isFound);
  }

  /** Reads a value up to its end, or up to the first entry in it. Returns its entry if it has one. */
  #value(name: string, start: number, isNameFound: boolean): JsonOutlineEntry | undefined {
    const bracket = this.#text.charAt(this.#at);
    if (bracket === '{' || bracket === '[') {
      const entry = this.#entry(name, start, false);
      entry.open = this.#at;
      if (isNameFound) this.#found.push(entry);
      if (this.#depth++ > MAX_DEPTH) throw new Irregular();
      this.#top = entry;
      this.#at += 1;
      return entry;
    }
    this.#scalar();
    const isFound = this.#take() || isNameFound;
    if (!isFound && !isAsked(name)) return undefined;
    const entry = this.#entry(name, start, true);
    entry.end = this.#at;
    if (isFound) this.#found.push(entry);
    return entry;
  }

  /** Closes what ends behind a value, as far as commas and brackets go. */
  #behindValue(): void {
    // What was just opened has no value yet.
    while (this.#top && this.#top.open !== this.#at - 1) {
      this.#skip();
      const code = this.#text.charAt(this.#at);
      if (code === ',') {
        this.#at += 1;
        return;
      }
      if (code !== (this.#text.charAt(this.#top.open) === '{' ? '}' : ']')) throw new Irregular();
      this.#close();
    }
  }

  #close(): void {
    this.#at += 1;
    if (this.#top) this.#top.end = this.#at;
    this.#top = this.#top?.parent;
    this.#depth -= 1;
  }

  #entry(name: string, start: number, isWhole: boolean): JsonOutlineEntry {
    if (this.#count++ > MAX_ENTRIES) throw new Irregular();
    return new JsonOutlineEntry(this.#top, 0, start, name, isWhole);
  }

  #scalar(): void {
    if (this.#text.charAt(this.#at) === '"') {
      this.#string();
      return;
    }
    LITERAL.lastIndex = this.#at;
    if (!LITERAL.test(this.#text)) throw new Irregular();
    this.#at = LITERAL.lastIndex;
  }

  #string(): void {
    const text = this.#text;
    this.#expect('"');
    for (let at = this.#at; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === CHAR.backslash) at += 1;
      else if (code === CHAR.doubleQuote) {
        this.#at = at + 1;
        return;
      } else if (code < CHAR.space) break;
    }
    throw new Irregular();
  }

  #expect(character: string): void {
    if (this.#text.charAt(this.#at) !== character) throw new Irregular();
    this.#at += 1;
  }

  #skip(): void {
    for (; ; this.#at += 1) {
      const code = this.#text.charCodeAt(this.#at);
      if (!isBlank(code) && !isLineBreak(code)) return;
    }
  }

  /** Whether one of the places is before the offset that was reached. */
  #take(): boolean {
    let isFound = false;
    while ((this.#places[this.#next] ?? Infinity) < this.#at) {
      this.#next += 1;
      isFound = true;
    }
    return isFound;
  }
}

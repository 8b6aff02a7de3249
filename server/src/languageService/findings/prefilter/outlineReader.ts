import {
  CLOSE_BRACE,
  CLOSE_BRACKET,
  COLON,
  CR,
  DASH,
  DOT,
  HASH,
  isBlank,
  isBreak,
  isDocumentMark,
  isRestOfLineEmpty,
  nextLine,
  PERCENT,
  QUESTION,
  skipSpaces,
  TAB,
} from '../../parse/yaml/characters.ts';
import { isConflictMark } from '../../parse/yaml/conflict.ts';
import { findActionLine } from '../../parse/yaml/templates.ts';
import { OutlineLines } from './outlineLines.ts';
import {
  beginsBlock,
  Irregular,
  isIndicator,
  keyAt,
  MAX_ENTRIES,
  mayHaveKey,
  OutlineEntry,
  unlessIrregular,
} from './outline.ts';

/** Nested deeper, or with more documents, a file is not for an outline. */
const MAX_DEPTH = 60;
const MAX_DOCUMENTS = 1_000;

/** A document of YAML and the places in it that were asked for. */
export interface OutlinedDocument {
  /** Where its first line starts, that of its mark if it has one. */
  readonly start: number;
  readonly root: OutlineEntry;
  /** The innermost entries that have one of the places on their lines. */
  readonly found: readonly OutlineEntry[];
}

/**
 * The entries of a text of YAML by their columns, and which of them have one of `places` (in order). Undefined where a
 * text has anything unusual: then its columns may not tell what belongs together. Linear.
 */
export function outlineOf(text: string, places: readonly number[]): readonly OutlinedDocument[] | undefined {
  return unlessIrregular(() => new OutlineReader(text, places).read());
}

const noSight = { see: (): void => undefined };

class OutlineReader {
  readonly #text: string;
  readonly #places: readonly number[];
  readonly #lines: OutlineLines;
  #next = 0;
  readonly #documents: OutlinedDocument[] = [];
  #found: OutlineEntry[] = [];
  #top: OutlineEntry;
  #depth = 0;
  #count = 0;
  /** Whether each collection of the document stands two columns right of what it is in, or is a list at the same column. */
  #isEven = true;

  constructor(text: string, places: readonly number[]) {
    this.#text = text;
    this.#places = places;
    this.#lines = new OutlineLines(text);
    this.#top = this.#document(0);
  }

  read(): readonly OutlinedDocument[] {
    const text = this.#text;
    let at = 0;
    while (at < text.length) at = this.#line(at);
    this.#close(-1, text.length);
    return this.#documents;
  }

  /** Takes a line. Returns the start of the next one. */
  #line(start: number): number {
    const text = this.#text;
    const first = skipSpaces(text, start);
    const end = this.#lines.endOf(first);
    // A lone one is a line break to YAML, and a mistake.
    if (text.charCodeAt(end) === CR && text.charCodeAt(end + 1) !== 10) throw new Irregular();
    const next = nextLine(text, end);
    const isMark = first === start && isDocumentMark(text, start);
    if (!isMark && this.#isWithin(first - start)) {
      if (!this.#top.isBlock && text.charCodeAt(first) !== HASH) this.#more(first, end);
      this.#take(next, this.#top);
      return next;
    }
    const behind = isMark ? this.#mark(start, next) : this.#behindNothing(start, first, next);
    if (behind !== undefined) {
      // What stands there is no value.
      this.#take(behind, undefined);
      return behind;
    }
    this.#content(start, first, end);
    this.#take(next, this.#top);
    return next;
  }

  /** Whether a line at a column goes on with what the innermost entry has for its value. */
  #isWithin(column: number): boolean {
    return this.#top.isWhole && levelOf(column) > this.#top.level;
  }

  /**
   * A line below what has a value already. An entry there is a mistake to YAML, or stands below a template action that
   * makes others. The reader takes it for one of the last collection that ended, which is beside it where all are indented
   * in the same way.
   */
  #more(first: number, end: number): void {
    const text = this.#text;
    const isItem = isIndicator(text, first, DASH) || isIndicator(text, first, QUESTION);
    if (!isItem && !mayHaveKey(text, first, end)) return;
    const { parent } = this.#top;
    if (isItem || !this.#isEven || !parent) throw new Irregular();
    parent.isMixed = true;
  }

  /** Hands the places before an offset to the entry that they are in. */
  #take(before: number, entry: OutlineEntry | undefined): void {
    let isIn = false;
    while ((this.#places[this.#next] ?? Infinity) < before) {
      this.#next += 1;
      isIn = true;
    }
    if (isIn && entry) this.#found.push(entry);
  }

  #mark(start: number, next: number): number {
    const text = this.#text;
    const isPlain = text.charCodeAt(start) !== DOT && isRestOfLineEmpty(text, start + 3);
    if (!isPlain || this.#documents.length >= MAX_DOCUMENTS) throw new Irregular();
    this.#close(-1, start);
    this.#top = this.#document(start);
    return next;
  }

  #document(start: number): OutlineEntry {
    const root = new OutlineEntry(undefined, -1, start, '', false);
    this.#found = [];
    this.#documents.push({ start, root, found: this.#found });
    this.#depth = 0;
    this.#isEven = true;
    return root;
  }

  /** The start of the line behind, where this one is nothing to YAML. */
  #behindNothing(start: number, first: number, next: number): number | undefined {
    const text = this.#text;
    const code = text.charCodeAt(first);
    if (first >= text.length || isBreak(code) || code === HASH) return next;
    if (code === TAB || code === CLOSE_BRACKET || code === CLOSE_BRACE) throw new Irregular();
    if (code === PERCENT || isConflictMark(text, start, noSight)) throw new Irregular();
    const action = findActionLine(text, first).end;
    return action === undefined ? undefined : nextLine(text, action);
  }

  #content(start: number, first: number, end: number): void {
    const text = this.#text;
    let at = first;
    if (!this.#lines.isClosed(first, end)) throw new Irregular();
    for (;;) {
      if (isIndicator(text, at, QUESTION) || isIndicator(text, at, COLON)) throw new Irregular();
      const isItem = isIndicator(text, at, DASH);
      const level = levelOf(at - start) + (isItem ? 1 : 0);
      if (at === first) this.#close(level, start);
      if (!isItem) {
        this.#value(start, at, level);
        return;
      }
      this.#open(level, start, '', false);
      at = skipSpaces(text, at + 1);
      if (at >= end || text.charCodeAt(at) === HASH || isBlank(text.charCodeAt(at))) return;
    }
  }

  /** A key with or without a value, or a text without a key. */
  #value(start: number, at: number, level: number): void {
    const key = keyAt(this.#text, at);
    if (key) {
      this.#open(level, start, key.name, !key.isOpen);
      this.#top.isBlock = !key.isOpen && beginsBlock(this.#text, key.value);
      return;
    }
    // A text goes on over what is right of the entry that it is the value of, and that is whole with all in it.
    const top = this.#top;
    if (top.parent === undefined || top.entries.length > 0) throw new Irregular();
    top.isWhole = true;
    top.isBlock = beginsBlock(this.#text, at);
  }

  #open(level: number, start: number, name: string, isWhole: boolean): void {
    const parent = this.#top;
    const [sibling] = parent.entries;
    // Entries of one collection stand below each other.
    if (parent.isWhole || (sibling && sibling.level !== level)) throw new Irregular();
    this.#count += 1;
    if (this.#depth > MAX_DEPTH || this.#count > MAX_ENTRIES) throw new Irregular();
    this.#isEven &&= isNextLevel(parent.level, level);
    this.#top = new OutlineEntry(parent, level, start, name, isWhole);
    this.#depth += 1;
  }

  /** Ends the entries that a line at `start` does not belong to. */
  #close(level: number, start: number): void {
    while (this.#top.parent && this.#top.level >= level) {
      const isEmptyItem = this.#top.level % 2 === 1 && !this.#top.isWhole && this.#top.entries.length === 0;
      if (isEmptyItem) this.#isEven = false;
      this.#top.end = start;
      this.#top = this.#top.parent;
      this.#depth -= 1;
    }
    if (level < 0) this.#top.end = start;
  }
}

/** A key at a column; an item at the same column is one more. */
function levelOf(column: number): number {
  return column * 2;
}

/** Whether entries at a level are in what stands at another as most people write it. */
function isNextLevel(parent: number, level: number): boolean {
  if (parent < 0) return level < 2;
  const step = level - parent;
  return parent % 2 === 0 ? step === 1 || step === 4 || step === 5 : step === 3 || step === 4;
}

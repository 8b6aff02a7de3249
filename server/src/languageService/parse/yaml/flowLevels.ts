import { sharedKey } from '../keyCache.ts';
import type { PathSegment } from '../../configDocument.ts';
import { MAX_DEPTH } from '../guards.ts';
import type { PathNode } from '../path.ts';
import type { Sameness } from './frame.ts';
import type { Found, Sink } from './sink.ts';

/** What the entry of a flow collection waits for. */
type Expects = 'entry' | 'value' | 'separator';

/** An open flow collection. */
export interface Level {
  readonly isMap: boolean;
  readonly node: PathNode;
  /** Offset of its bracket; -Infinity in a segment behind the one that it is in. */
  readonly open: number;
  /** Whether it may turn out to be a key, as far as its place tells. */
  readonly mayBeKey: boolean;
  /** How many scalars were found before it: only they stay when it turns out to be a key. */
  readonly scalarsBefore: number;
  index: number;
  /** Once the key of the entry is known: the path that holds its value (in a list that of a single pair), and the key. */
  holder: PathNode;
  key: string;
  expects: Expects;
  /** Behind `?`: an entry without a colon is a key. */
  isExplicit: boolean;
  /** Where an empty value would stand. */
  emptyAt: number;
  tag: string | undefined;
  hasProperties: boolean;
}

/** Where a flow collection stands. */
export interface FlowPlace {
  readonly node: PathNode;
  /** Column of the collection that holds this one; -1 at the root. */
  readonly holder: number;
  /** Inside a key nothing is a value. */
  readonly hidden: boolean;
}

/** The longest collection in a list that is a key (YAML 1.2.2, section 7.4). */
const MAX_KEY = 1024;

/** The open flow collections, each at an entry. */
export class FlowLevels {
  readonly #levels: Level[];
  readonly #place: FlowPlace;
  readonly #sink: Sink;
  /** Collections that nest too deep to be read; their brackets are only counted. */
  #skipped = 0;

  constructor(place: FlowPlace, sink: Sink, levels: readonly Level[] = []) {
    this.#place = place;
    this.#sink = sink;
    this.#levels = levels.map((level) => ({ ...level, open: -Infinity, scalarsBefore: 0 }));
  }

  get top(): Level | undefined {
    return this.#skipped > 0 ? undefined : this.#levels.at(-1);
  }

  get isMap(): boolean {
    return this.#levels.at(-1)?.isMap === true;
  }

  /** Whether all collections are closed. */
  get isDone(): boolean {
    return this.#levels.length === 0 && this.#skipped === 0;
  }

  get depth(): number {
    return this.#levels.length;
  }

  /** The open collections, where a segment may end behind the comma at `at`; undefined where one could be a key. */
  snapshot(at: number): readonly Level[] | undefined {
    if (this.#skipped > 0) return undefined;
    const isSettled = this.#levels.every(({ mayBeKey, open }, index) => {
      const isInList = this.#levels[index - 1]?.isMap === false;
      return !mayBeKey && (!isInList || at - open > MAX_KEY);
    });
    return isSettled ? this.#levels.map((level) => ({ ...level })) : undefined;
  }

  open(isMap: boolean, at: number): void {
    const parent = this.#levels.at(-1);
    if (this.#skipped > 0 || this.#place.node.depth + this.#levels.length >= MAX_DEPTH) {
      this.#skipped += 1;
      this.#sink.tooDeep = true;
      return;
    }
    const node = parent ? this.#pathOfValue(parent) : this.#place.node;
    const mayBeKey = parent?.isMap === true && parent.expects === 'entry';
    if (parent?.expects === 'value') parent.expects = 'separator';
    if (parent) parent.hasProperties = false;
    const scalarsBefore = this.#sink.scalars.length;
    const start = {
      index: 0,
      holder: node,
      key: '',
      expects: 'entry',
      isExplicit: false,
      emptyAt: 0,
    } as const;
    this.#levels.push({
      ...start,
      isMap,
      node,
      open: at,
      mayBeKey,
      scalarsBefore,
      tag: undefined,
      hasProperties: false,
    });
  }

  #pathOfValue(level: Level): PathNode {
    if (level.expects === 'separator') this.separate(level);
    if (level.expects === 'value') return level.holder.child(level.key);
    return level.isMap ? level.node.child('?') : level.node.child(level.index);
  }

  /** Closes the innermost collection of this kind and what is open in it. Returns it with the one around it. */
  close(isMap: boolean): { readonly closed: Level; readonly around: Level | undefined } | undefined {
    if (this.#skipped > 0) {
      this.#skipped -= 1;
      return undefined;
    }
    const index = this.#levels.findLastIndex((level) => level.isMap === isMap);
    const closed = this.#levels[index];
    if (!closed) return undefined;
    this.#finish(index);
    return { closed, around: this.#levels.at(-1) };
  }

  /** Closes all: the text ends, or a line that is not theirs begins. */
  finish(): void {
    this.#finish(0);
    this.#skipped = 0;
  }

  #finish(from: number): void {
    for (const level of this.#levels.slice(from).reverse()) this.#finishEntry(level);
    this.#levels.length = from;
  }

  /** The scalars of a collection that is a key are no values. */
  forget({ scalarsBefore }: Level): void {
    this.#sink.truncate(scalarsBefore, this.#sink.comments.length);
  }

  /** Whether a collection may be a key, by its length. */
  isKeyLength(closed: Level, around: Level, at: number): boolean {
    return around.isMap || at - closed.open <= MAX_KEY;
  }

  /** Ends an entry: what has a colon, or properties in a list, and no value has an empty one. */
  #finishEntry(level: Level): void {
    const isEmptyValue = level.expects === 'value';
    const isEmptyItem = level.expects === 'entry' && !level.isMap && level.hasProperties && !level.isExplicit;
    if (isEmptyValue || isEmptyItem) {
      const empty: Found = { style: 'plain', start: level.emptyAt, end: level.emptyAt, tag: level.tag };
      if (isEmptyValue) this.#emit(level.holder, level.key, empty);
      else this.#emit(level.node, level.index, empty);
    }
    level.tag = undefined;
    level.hasProperties = false;
    level.isExplicit = false;
  }

  /** Begins the next entry: at a comma, or where one is missing. */
  separate(level: Level): void {
    this.#finishEntry(level);
    level.index += 1;
    level.expects = 'entry';
  }

  /** What was read is the key of the entry; an empty value would stand at `emptyAt`. */
  beginValue(level: Level, key: string, emptyAt: number): void {
    level.holder = level.isMap ? level.node : level.node.child(level.index);
    level.key = sharedKey(key);
    level.expects = 'value';
    level.tag = undefined;
    level.hasProperties = false;
    level.emptyAt = emptyAt;
  }

  /** What was read is the value of the entry, or in a map a key without one. */
  value(level: Level, found: Found): void {
    if (level.expects === 'value') this.#emit(level.holder, level.key, found);
    else if (!level.isMap && !level.isExplicit) this.#emit(level.node, level.index, found);
    this.endValue(level);
  }

  endValue(level: Level): void {
    level.expects = 'separator';
    level.tag = undefined;
  }

  #emit(node: PathNode, segment: PathSegment, { style, start, end, tag }: Found): void {
    if (!this.#place.hidden) this.#sink.scalar(node, segment, style, start, end, tag);
  }
}

/** Whether two readings have the same collections open, and are at the same entries. */
export function sameLevels(one: readonly Level[], two: readonly Level[], same: Sameness): boolean {
  if (one.length !== two.length) return false;
  return one.every((level, index) => {
    const other = two[index];
    if (!other) return false;
    const isSame = level.isMap === other.isMap && level.expects === other.expects;
    return isSame && level.index === other.index && same.path(level.node, other.node);
  });
}

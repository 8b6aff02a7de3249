import type { PathNode } from '../path.ts';
import { entryOf, type Frame, frameAround, wordUnder } from './frame.ts';
import { type Closed, NOTHING_CLOSED } from './ghost.ts';
import { MAX_DEPTH } from '../guards.ts';
import type { Sink } from './sink.ts';

/** Where an entry belongs. */
export interface Place {
  /** The open collection that has entries at this column; undefined when one has to be opened. */
  readonly frame: Frame | undefined;
  /** Under what a collection is opened. */
  readonly parent: Frame;
}

/** The open collections of block YAML, the entry that each is at, and the value that the innermost waits for. */
export class OpenEntries {
  top: Frame;
  readonly #sink: Sink;
  /** Where an empty value of the innermost entry would stand, and its tag. */
  #emptyAt = 0;
  #tag: string | undefined;

  constructor(sink: Sink, top: Frame) {
    this.#sink = sink;
    this.top = top;
  }

  /** The tag of the value that is read. */
  get tag(): string | undefined {
    return this.#tag;
  }

  /** Whether the innermost entry can take a value. */
  get isOpen(): boolean {
    return this.top.status === 'pending' || this.top.status === 'key';
  }

  /** Whether what stands deeper below can only be the innermost entry's. */
  get takesMore(): boolean {
    return this.isOpen || this.top.status === 'inserted';
  }

  /** Whether nothing in the text before waits for the text behind to tell whether there is an empty value. */
  get isSettled(): boolean {
    const { status, kind, hidden } = this.top;
    return status !== 'pending' || hidden || (kind === 'root' && this.#emptyAt === 0);
  }

  /** Path of the innermost entry. */
  get path(): PathNode {
    return entryOf(this.top);
  }

  /** The place of the innermost entry's value. */
  get inside(): Place {
    return { frame: undefined, parent: this.top };
  }

  /** The place of the innermost collection's next entry. */
  get beside(): Place {
    return { frame: this.top, parent: this.top };
  }

  /** Notes the tag of the value to come, and where it would stand if it is empty. */
  expectValue(tag: string | undefined, emptyAt: number): void {
    this.#tag = tag;
    this.#emptyAt = emptyAt;
  }

  /** Takes what was read for the key behind `?`. Returns false when the innermost entry is not at one. */
  takeKey(key: () => string): boolean {
    if (this.top.status !== 'key') return false;
    this.top = { ...this.top, key: key() };
    return true;
  }

  /** The innermost entry has its value. */
  complete(): void {
    if (this.top.status === 'pending') this.top.status = 'complete';
    this.expectValue(undefined, 0);
  }

  /** The value that the innermost entry has may go on in the lines below. */
  expectMore(): void {
    if (this.top.status === 'complete') this.top = { ...this.top, status: 'inserted' };
  }

  /** Ends the innermost entry: one without a value has an empty one. A document has one only behind a tag or anchor. */
  settle(): void {
    const { status, kind, hidden, node, segment } = this.top;
    if (status === 'pending' && !hidden && (kind !== 'root' || this.#emptyAt > 0)) {
      this.#sink.scalar(node, segment, 'plain', this.#emptyAt, this.#emptyAt, this.#tag);
    }
    this.complete();
  }

  /** Ends the document: closes all that is open. */
  finish(): void {
    this.close(-1);
    this.settle();
  }

  /** Closes the collections right of a column. */
  close(column: number): Closed {
    if (this.top.column <= column) return NOTHING_CLOSED;
    let { count, column: outermost, hasList } = NOTHING_CLOSED;
    while (this.top.column > column && this.top.parent) {
      this.settle();
      count = Math.min(this.top.count, 2);
      outermost = this.top.column;
      hasList ||= this.top.kind === 'seq';
      this.top = frameAround(this.top);
    }
    return { count, column: outermost, hasList };
  }

  /** A key at the column of a list that stands at its own key's column ends that list. */
  leaveList(column: number): void {
    const { kind, parent } = this.top;
    if (kind !== 'seq' || this.top.column !== column || parent?.kind !== 'map' || parent.column !== column)
      return;
    this.settle();
    this.top = parent;
  }

  /**
   * A word on a line of its own may be a key whose colon is yet to be typed: later lines at its column are entries
   * beside it, should they stand where nothing else can.
   */
  expectEntriesAt(column: number): void {
    const { top } = this;
    if (top.status !== 'complete' || this.path.depth >= MAX_DEPTH) return;
    this.top = wordUnder(top, column);
  }
}

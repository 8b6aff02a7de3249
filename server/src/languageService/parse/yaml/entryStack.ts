import { MAX_DEPTH } from '../guards.ts';
import type { PathNode } from '../path.ts';
import {
  advanced,
  type EntryStatus,
  type Frame,
  frameAround,
  indexOf,
  openedUnder,
  wordUnder,
} from './frame.ts';
import {
  type Closed,
  frameToResume,
  type Ghost,
  ghostAfterOpening,
  ghostOf,
  NOTHING_CLOSED,
} from './ghost.ts';
import type { Sink } from './sink.ts';
import type { YamlState } from './state.ts';

/** Where an entry belongs. */
export interface Place {
  /** The open collection that has entries at this column; undefined when one has to be opened. */
  readonly frame: Frame | undefined;
  /** Under what a collection is opened. */
  readonly parent: Frame;
  /** Path of a collection that is opened. */
  readonly node: PathNode;
}

/** The open collections of block YAML, and the entry that each is at. */
export class EntryStack {
  top: Frame;
  #ghost: Ghost | undefined;
  readonly #sink: Sink;
  /** Where an empty value of the innermost entry would stand, and its tag. */
  #emptyAt = 0;
  #tag: string | undefined;
  #closed: Closed = NOTHING_CLOSED;
  /** Whether the line that is read is the one whose dedent left the ghost. */
  #isDedentLine = false;
  #isResumed: boolean;

  constructor(sink: Sink, from: YamlState) {
    this.#sink = sink;
    this.top = from.openFrame;
    this.#ghost = from.ghost;
    this.#isResumed = from.isDedentLine;
  }

  get ghost(): Ghost | undefined {
    return this.#ghost;
  }

  get isDedentLine(): boolean {
    return this.#isDedentLine;
  }

  /** The tag of the value that is read. */
  get tag(): string | undefined {
    return this.#tag;
  }

  /** Whether the innermost entry can take a value. */
  get isOpen(): boolean {
    return this.top.status === 'pending' || this.top.status === 'key';
  }

  /**
   * Closes the collections that a line at `column` ends. Returns whether the line begins an entry of a collection that
   * is open already: there a segment may end.
   */
  dedent(column: number, isDash: boolean): boolean {
    const before = this.top;
    const wasPending = before.status === 'pending';
    const isResumed = this.#isResumed;
    this.#isDedentLine = isResumed;
    this.#isResumed = false;
    this.#close(column);
    const isHaunted = before !== this.top && this.#haunt(before, wasPending, column);
    if (!isDash) this.#leaveList(column);
    const isInReach = this.#ghost !== undefined && column <= this.#ghost.reach;
    // A sibling shows that the line before stood where it should; a misfit may yet need the frames before it.
    if (!isHaunted && !isResumed && isInReach && this.#fits(column, isDash)) this.#ghost = undefined;
    return this.#isNextEntry(column, isDash);
  }

  /** Whether the line is the next entry of the innermost collection. Then the entry before is over. */
  #isNextEntry(column: number, isDash: boolean): boolean {
    const { top } = this;
    const isNext = top.column === column && top.kind === (isDash ? 'seq' : 'map');
    if (!isNext || top.hidden || top.status === 'key') return false;
    this.settle();
    return true;
  }

  #close(column: number): void {
    this.#closed = NOTHING_CLOSED;
    if (this.top.column <= column) return;
    let { count, column: outermost, hasList } = NOTHING_CLOSED;
    while (this.top.column > column && this.top.parent) {
      this.settle();
      count = this.top.count;
      outermost = this.top.column;
      hasList ||= this.top.kind === 'seq';
      this.top = frameAround(this.top);
    }
    this.#closed = { count, column: outermost, hasList };
  }

  /** A key at the column of a list that stands at its own key's column ends that list. */
  #leaveList(column: number): void {
    const { kind, parent } = this.top;
    if (kind !== 'seq' || this.top.column !== column || parent?.kind !== 'map' || parent.column !== column)
      return;
    this.settle();
    this.top = parent;
  }

  #fits(column: number, isDash: boolean): boolean {
    const { top } = this;
    if (top.column !== column) return false;
    return isDash ? top.kind === 'seq' || top.status === 'pending' : top.kind === 'map';
  }

  /** Remembers the frames that a dedent closed, unless those of an outer one are still in doubt. */
  #haunt(closed: Frame, wasPending: boolean, column: number): boolean {
    if (this.#ghost && this.#ghost.column < column) return false;
    this.#ghost = ghostOf(closed, wasPending, column);
    this.#isDedentLine = true;
    return true;
  }

  /** Ends the document: closes all that is open. */
  finish(): void {
    this.#close(-1);
    this.settle();
  }

  /** Ends the innermost entry: one without a value has an empty one. A document has one only behind a tag or anchor. */
  settle(): void {
    const { status, kind, hidden, entry } = this.top;
    if (status === 'pending' && !hidden && (kind !== 'root' || this.#emptyAt > 0)) {
      this.#sink.scalar(entry, 'plain', this.#emptyAt, this.#emptyAt, this.#tag);
    }
    this.complete();
  }

  /** The innermost entry has its value. */
  complete(): void {
    if (this.top.status === 'pending') this.top.status = 'complete';
    this.expectValue(undefined, 0);
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

  /** Where a line that begins at `column` belongs, after {@link dedent}. */
  placeAt(column: number, isDash: boolean): Place {
    const { top } = this;
    if (top.column === column) return isDash ? this.#placeOfDash(column) : this.#placeOfKey(column);
    if (this.isOpen || top.kind === 'root') return this.inside;
    if (this.#resume(column, isDash)) return this.#beside;
    if (this.#resumePending(column)) return this.inside;
    return isDash && this.#nextOfList() ? this.#beside : this.inside;
  }

  /** The place of the innermost entry's value. */
  get inside(): Place {
    return { frame: undefined, parent: this.top, node: this.top.entry };
  }

  /** The place of the innermost collection's next entry. */
  get #beside(): Place {
    return { frame: this.top, parent: this.top, node: this.top.node };
  }

  #placeOfDash(column: number): Place {
    if (this.top.kind === 'seq') return this.#beside;
    if (this.isOpen) return this.inside;
    return this.#resume(column, true) || this.#nextOfList() ? this.#beside : this.inside;
  }

  #placeOfKey(column: number): Place {
    const { top } = this;
    if (top.kind !== 'seq' || !top.parent) return this.#beside;
    const wasPending = top.status === 'pending';
    this.settle();
    // A key where the list expects a dash: the list can be resumed behind it.
    if (this.#ghost?.column !== column) this.#haunt(top, wasPending, column);
    return { frame: undefined, parent: top.parent, node: top.node };
  }

  /** Goes back to a collection at exactly this column that a dedent just before closed. */
  #resume(column: number, isDash: boolean): boolean {
    const frame = this.#ghost && frameToResume(this.#ghost, this.top, this.#closed, { column, isDash });
    return frame !== undefined && this.#goBackTo(frame);
  }

  /** Goes back to an entry without a value that a dedent just before closed: its first child stood too far left. */
  #resumePending(column: number): boolean {
    const ghost = this.#ghost;
    if (!ghost?.wasPending || column <= ghost.top.column || this.top.status !== 'complete') return false;
    return this.#goBackTo(ghost.top);
  }

  #goBackTo(frame: Frame): boolean {
    // A copy: the frame may be part of a state that was handed out.
    this.top = { ...frame };
    this.#ghost = undefined;
    return true;
  }

  /** A dash right of a complete entry is an entry of the innermost list, at a wrong column. */
  #nextOfList(): boolean {
    // Where a list was closed by the line, that is the list it comes from.
    if (this.top.status === 'nested' && (this.top.kind !== 'seq' || this.#closed.hasList)) return false;
    let frame: Frame | undefined = this.top;
    while (frame && frame.kind !== 'seq') frame = frame.parent;
    if (frame) this.top = frame;
    return frame !== undefined;
  }

  /** Begins the next entry of a list. Returns false when it would nest too deep. */
  nextItem(column: number, { frame, parent, node }: Place): boolean {
    if (!frame) return this.#open('seq', column, { parent, node }, parent.items, 'pending');
    this.settle();
    this.top = advanced(frame, indexOf(frame) + 1, 'pending');
    return true;
  }

  /** Begins the next entry of a map. Returns false when it would nest too deep. */
  nextKey(
    key: string,
    column: number,
    { frame, parent, node }: Place,
    status: EntryStatus = 'pending',
  ): boolean {
    if (!frame) return this.#open('map', column, { parent, node }, key, status);
    this.settle();
    this.top = advanced(frame, key, status);
    return true;
  }

  /** At a colon on its own: the value of the key behind `?`, or of an empty one. */
  explicitValue(column: number, place: Place): boolean {
    const { frame } = place;
    if (frame?.status !== 'key') return this.nextKey('', column, place);
    this.top = { ...frame, entry: frame.node.child(frame.key), status: 'pending', key: '', items: 0 };
    return true;
  }

  #open(
    kind: 'map' | 'seq',
    column: number,
    { parent, node }: Pick<Place, 'parent' | 'node'>,
    segment: string | number,
    status: EntryStatus,
  ): boolean {
    if (node.depth >= MAX_DEPTH) {
      this.#sink.tooDeep = true;
      return false;
    }
    this.#layGhost(column);
    this.top = openedUnder(parent, { kind, column, node, segment, status });
    return true;
  }

  #layGhost(column: number): void {
    if (!this.#ghost) return;
    if (this.#isDedentLine) this.#ghost = { ...this.#ghost, reach: column };
    else this.#ghost = ghostAfterOpening(this.#ghost, column);
  }

  /**
   * A word on a line of its own may be a key whose colon is yet to be typed: later lines at its column are entries
   * beside it, should they stand where nothing else can.
   */
  expectEntriesAt(column: number): void {
    const { top } = this;
    if (top.status !== 'complete' || top.entry.depth >= MAX_DEPTH) return;
    this.top = wordUnder(top, column);
  }
}

import type { PathSegment } from '../../configDocument.ts';
import { MAX_DEPTH } from '../guards.ts';
import { DedentDoubt } from './dedentDoubt.ts';
import { advanced, entryOf, type EntryStatus, type Frame, indexOf, openedUnder } from './frame.ts';
import { type Closed, type Ghost, NOTHING_CLOSED } from './ghost.ts';
import { OpenEntries, type Place } from './openEntries.ts';
import type { Sink } from './sink.ts';
import type { YamlState } from './state.ts';

/** Tells by its column where a line belongs among the open collections, and begins the entries. */
export class EntryStack {
  readonly entries: OpenEntries;
  /** Whether all lines stood where they should: no collection was gone back to, and none opened in an entry that had one. */
  isRegular = true;
  readonly #sink: Sink;
  readonly #doubt: DedentDoubt;
  #closed: Closed = NOTHING_CLOSED;
  /** What the first line closed before the segment began. */
  #closedBefore: Closed;

  constructor(sink: Sink, from: YamlState) {
    this.#sink = sink;
    this.entries = new OpenEntries(sink, from.openFrame);
    this.#doubt = new DedentDoubt(from);
    this.#closedBefore = from.closed;
  }

  get top(): Frame {
    return this.entries.top;
  }

  get ghost(): Ghost | undefined {
    return this.#doubt.ghost;
  }

  get isDedentLine(): boolean {
    return this.#doubt.isDedentLine;
  }

  /** What the line that {@link dedent} was asked for closed. */
  get closed(): Closed {
    return this.#closed;
  }

  /**
   * Closes the collections that a line at `column` ends. Returns whether the line begins an entry of a collection that
   * is open already: there a segment may end, and what was closed means nothing any more.
   */
  dedent(column: number, isDash: boolean): boolean {
    const before = this.top;
    const wasPending = before.status === 'pending';
    const isResumed = this.#doubt.beginLine();
    const closed = this.entries.close(column);
    this.#closed = closed === NOTHING_CLOSED ? this.#closedBefore : closed;
    this.#closedBefore = NOTHING_CLOSED;
    const isDoubted = before !== this.top && this.#doubt.remember(before, wasPending, column);
    if (!isDash) this.entries.leaveList(column);
    // A sibling shows that the line before stood where it should; a misfit may yet need the frames before it.
    const isShown = !isDoubted && !isResumed && this.#doubt.reaches(column) && this.#fits(column, isDash);
    if (isShown) this.#doubt.dismiss();
    return this.#isNextEntry(column, isDash);
  }

  /** Whether the line is the next entry of the innermost collection. Then the entry before is over. */
  #isNextEntry(column: number, isDash: boolean): boolean {
    const { top } = this;
    const isNext = top.column === column && top.kind === (isDash ? 'seq' : 'map');
    if (!isNext || top.hidden || top.status === 'key') return false;
    this.entries.settle();
    this.#closed = NOTHING_CLOSED;
    return true;
  }

  #fits(column: number, isDash: boolean): boolean {
    const { top } = this;
    if (top.column !== column) return false;
    return isDash ? top.kind === 'seq' || top.status === 'pending' : top.kind === 'map';
  }

  /** Where a line that begins at `column` belongs, after {@link dedent}. */
  placeAt(column: number, isDash: boolean): Place {
    const { entries, top } = this;
    if (top.column === column) return isDash ? this.#placeOfDash(column) : this.#placeOfKey(column);
    if (entries.takesMore || top.kind === 'root') return entries.inside;
    if (this.#goTo(this.#doubt.resume(top, this.#closed, column, isDash))) return entries.beside;
    if (this.#goTo(this.#doubt.resumePending(top, column))) return entries.inside;
    return isDash && this.#goTo(this.#listAround()) ? entries.beside : entries.inside;
  }

  #placeOfDash(column: number): Place {
    const { entries, top } = this;
    if (top.kind === 'seq') return entries.beside;
    if (entries.takesMore) return entries.inside;
    const list = this.#doubt.resume(top, this.#closed, column, true) ?? this.#listAround();
    return this.#goTo(list) ? entries.beside : entries.inside;
  }

  #placeOfKey(column: number): Place {
    const { entries, top } = this;
    if (top.kind !== 'seq' || !top.parent) return entries.beside;
    const wasPending = top.status === 'pending';
    entries.settle();
    this.isRegular = false;
    // A key where the list expects a dash: the list can be resumed behind it.
    if (!this.#doubt.wentTo(column)) this.#doubt.remember(top, wasPending, column);
    return { frame: undefined, parent: top.parent };
  }

  #goTo(frame: Frame | undefined): boolean {
    if (!frame) return false;
    this.isRegular = false;
    this.entries.top = frame;
    return true;
  }

  /** A dash right of a complete entry is an entry of the innermost list, at a wrong column. */
  #listAround(): Frame | undefined {
    // Where a list was closed by the line, that is the list it comes from.
    if (this.top.status === 'nested' && (this.top.kind !== 'seq' || this.#closed.hasList)) return undefined;
    let frame: Frame | undefined = this.top;
    while (frame && frame.kind !== 'seq') frame = frame.parent;
    return frame;
  }

  /** Begins the next entry of a list. Returns false when it would nest too deep. */
  nextItem(column: number, { frame, parent }: Place): boolean {
    if (!frame) return this.#open('seq', column, parent, parent.items, 'pending');
    this.entries.settle();
    this.entries.top = advanced(frame, indexOf(frame) + 1, 'pending');
    return true;
  }

  /** Begins the next entry of a map. Returns false when it would nest too deep. */
  nextKey(key: string, column: number, { frame, parent }: Place, status: EntryStatus = 'pending'): boolean {
    if (!frame) return this.#open('map', column, parent, key, status);
    this.entries.settle();
    this.entries.top = advanced(frame, key, status);
    return true;
  }

  /** At a colon on its own: the value of the key behind `?`, or of an empty one. */
  explicitValue(column: number, place: Place): boolean {
    const { frame } = place;
    if (frame?.status !== 'key') return this.nextKey('', column, place);
    const at = { segment: frame.key, entry: undefined, status: 'pending', key: '', items: 0 } as const;
    this.entries.top = { ...frame, ...at };
    return true;
  }

  #open(
    kind: 'map' | 'seq',
    column: number,
    parent: Frame,
    segment: PathSegment,
    status: EntryStatus,
  ): boolean {
    if (parent.entry !== undefined) this.isRegular = false;
    const node = entryOf(parent);
    if (node.depth >= MAX_DEPTH) {
      this.#sink.tooDeep = true;
      return false;
    }
    this.#doubt.opens(column);
    this.entries.top = openedUnder(parent, { kind, column, node, segment, status });
    return true;
  }
}

import type { ConfigComment } from '../configDocument.ts';
import type { PathShift } from './pathShift.ts';
import type { PlacedScalar } from './scalar.ts';

/**
 * What a reader knows at a boundary: all that the text before may mean for the text behind. Immutable and small,
 * compared by value. Number of the document is not part of it: the one who joins the segments counts.
 */
export interface ReaderState {
  /** Whether reading on from either gives the same scalars with the same paths. */
  equals(other: ReaderState): boolean;
  /** The same, but for the indices of lists that are open at the boundary. */
  isAlike(other: ReaderState): boolean;
}

/** Where a segment may end. */
export interface Cut {
  /**
   * Fewest characters of a segment. At a boundary d levels deep (0: between the documents of a file or the entries of a
   * document's root collection) a segment ends only when it has `minimum * (d + 1)` characters, so that what belongs
   * together is seldom cut apart. Infinity: never; 1 and `everywhere`: at each boundary.
   */
  readonly minimum: number;
  readonly everywhere?: boolean;
  /** Offsets in the text where a segment shall end if there is a boundary, however short it is. */
  readonly preferred?: ReadonlySet<number>;
}

/** The reading of a text from one boundary to another. */
export interface Segment {
  /** Offset in the text: a boundary, or the end of the text. */
  readonly end: number;
  /**
   * Offset (exclusive) of the last character in the text that was looked at to read this segment and to end it there, at
   * least `end`. Beyond the text's length when the end of the text was noticed.
   */
  readonly lookahead: number;
  /** The segment's text, sharing no memory with the text it was read from. */
  readonly text: string;
  /** In text order; offsets relative to the start of the segment. */
  readonly scalars: readonly PlacedScalar[];
  readonly comments: readonly ConfigComment[];
  /** Whether text was left out that nests deeper than the limit. */
  readonly tooDeep: boolean;
  /** Whether a new document begins at `end`. A segment never spans documents. */
  readonly endsDocument: boolean;
  readonly exit: ReaderState;
  /** Whether what the entry state carries (see {@link SegmentReader.carry}) made a difference to what was read. */
  readonly usesCarried: boolean;
  /**
   * Whether nothing looked wrong. Then the indices of the lists that are open before the segment stand in its paths, and
   * matter to nothing else: the segment can be moved.
   */
  readonly isRegular: boolean;
}

/** Reads a format, segment by segment. Never throws; time is linear in the length of the segment and its lookahead. */
export interface SegmentReader<State extends ReaderState> {
  /** The state at the start of a file. */
  readonly initial: State;
  /**
   * Reads from `start`, a boundary that was reached in `state`, to the next boundary where `cut` lets it end. Result:
   * joined segments hold the same scalars wherever they were cut.
   */
  read(text: string, start: number, state: State, cut: Cut): Segment & { readonly exit: State };
  /**
   * The state `to` with what `from` carries: what was found out of all the text behind, which most segments never ask
   * for. It may change far away without a change to them.
   */
  carry(to: State, from: State): State;
  /** What a path behind `from` is behind `to`, which is alike. */
  shift(from: State, to: State): PathShift;
  /**
   * What `exit`, the state at the end of a regular segment that was read from `from`, is when it is read from `to`, which is
   * alike. Undefined when that is not known without reading.
   */
  moved(exit: State, from: State, to: State): State | undefined;
}

/** Whether a segment from `start` may end at the boundary `at`, `depth` levels below a document's root collection. */
export function endsAt(cut: Cut, start: number, at: number, depth: number): boolean {
  if (at <= start) return false;
  if (cut.everywhere === true) return true;
  return at - start >= cut.minimum * (depth + 1) || cut.preferred?.has(at) === true;
}

import { pairsUp, PathShift } from '../pathShift.ts';
import { ARRAY, type Frame, JsonState } from './state.ts';

/** What a path behind `from` is behind `to`, which differs in indices of lists only. */
export function shiftBetween(from: JsonState, to: JsonState): PathShift {
  const shift = new PathShift();
  for (const [before, after] of pairsOf(from, to)) {
    shift.pair(before.node, after.node);
    if (before.kind === ARRAY) shift.offset(before.node, after.index - before.index);
  }
  return shift;
}

/** The state at the end of a segment that was read from `from`, when it is read from `to`, which is alike. */
export function movedState(exit: JsonState, from: JsonState, to: JsonState): JsonState | undefined {
  const pairs = [...pairsOf(from, to)];
  const shift = shiftBetween(from, to);
  if (pairs.some((pair) => isInDoubt(pair, shift))) return undefined;
  const moved = new MovedFrames(new Map(pairs), shift);
  return new JsonState(
    moved.of(exit.top),
    exit.excess,
    exit.indent,
    exit.verdict,
    exit.closed && moved.of(exit.closed),
  );
}

/** Whether a list has entries yet makes a difference to repairs; and one that is met twice may be at two entries. */
function isInDoubt([from, to]: Pair, shift: PathShift): boolean {
  if (from.kind !== ARRAY) return false;
  return (from.index === 0) !== (to.index === 0) || to.index - from.index !== shift.offsetOf(from.node);
}

type Pair = readonly [from: Frame, to: Frame];

/** The levels that are open in both states, or were closed since the last entry. */
function* pairsOf(from: JsonState, to: JsonState): Iterable<Pair> {
  yield* pairsUp(from.top, to.top);
  yield* pairsUp(from.closed, to.closed);
}

class MovedFrames {
  readonly #known: Map<Frame, Frame>;
  readonly #shift: PathShift;

  constructor(known: Map<Frame, Frame>, shift: PathShift) {
    this.#known = known;
    this.#shift = shift;
  }

  of(frame: Frame): Frame {
    const known = this.#known.get(frame);
    if (known) return known;
    const moved = {
      ...frame,
      parent: frame.parent && this.of(frame.parent),
      node: this.#shift.node(frame.node),
      index: frame.kind === ARRAY ? frame.index + this.#shift.offsetOf(frame.node) : frame.index,
    };
    this.#known.set(frame, moved);
    return moved;
  }
}

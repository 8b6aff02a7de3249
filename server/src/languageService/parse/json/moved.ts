import { PathShift } from '../pathShift.ts';
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
  // Whether a list has entries yet makes a difference to repairs.
  if (pairs.some(([before, after]) => (before.index === 0) !== (after.index === 0))) return undefined;
  const moved = new MovedFrames(new Map(pairs), shiftBetween(from, to));
  return new JsonState(
    moved.of(exit.top),
    exit.excess,
    exit.indent,
    exit.verdict,
    exit.closed && moved.of(exit.closed),
  );
}

/** The levels that are open in both states, or were closed since the last entry. */
function* pairsOf(from: JsonState, to: JsonState): Iterable<readonly [Frame, Frame]> {
  yield* pairsUp(from.top, to.top);
  yield* pairsUp(from.closed, to.closed);
}

function* pairsUp(from: Frame | undefined, to: Frame | undefined): Iterable<readonly [Frame, Frame]> {
  let [before, after] = [from, to];
  while (before && after) {
    yield [before, after];
    [before, after] = [before.parent, after.parent];
  }
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

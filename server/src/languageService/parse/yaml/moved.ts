import { pairsUp, PathShift } from '../pathShift.ts';
import { type Frame, indexOf } from './frame.ts';
import type { Ghost } from './ghost.ts';
import { YamlState } from './state.ts';

/** What a path behind `from` is behind `to`, which differs in indices of lists only. */
export function shiftBetween(from: YamlState, to: YamlState): PathShift {
  return shiftOf(pairsOf(from, to));
}

/**
 * The state at the end of a segment that was read from `from`, when it is read from `to`, which is alike. Undefined
 * where that takes reading.
 */
export function movedState(exit: YamlState, from: YamlState, to: YamlState): YamlState | undefined {
  // The indices in an open flow collection are compared as they are.
  if (from.flow || exit.flow) return undefined;
  const pairs = [...pairsOf(from, to)];
  const frames = new MovedFrames(pairs, shiftOf(pairs));
  const top = frames.of(exit.top);
  const ghost = exit.ghost && ghostOver(exit.ghost, frames.of(exit.ghost.top));
  if (frames.areInDoubt) return undefined;
  return new YamlState(exit.phase, top, { ghost, isDedentLine: exit.isDedentLine, closed: exit.closed });
}

function ghostOver(ghost: Ghost, top: Frame): Ghost {
  return { ...ghost, top };
}

type Pair = readonly [from: Frame, to: Frame];

function shiftOf(pairs: Iterable<Pair>): PathShift {
  const shift = new PathShift();
  for (const [from, to] of pairs) {
    shift.pair(from.node, to.node);
    if (from.kind === 'seq') shift.offset(from.node, indexOf(to) - indexOf(from));
  }
  return shift;
}

/** The collections that are known in both states. */
function* pairsOf(from: YamlState, to: YamlState): Iterable<Pair> {
  yield* pairsUp(from.ghost?.top, to.ghost?.top);
  yield* pairsUp(from.top, to.top);
}

class MovedFrames {
  /** Whether a frame was met of which it is not known what it is in the other state. */
  areInDoubt: boolean;
  readonly #known: Map<Frame, Frame>;
  readonly #shift: PathShift;
  /** The frames in which lists are open whose indices differ. */
  readonly #aroundLists: readonly Frame[];

  constructor(pairs: readonly Pair[], shift: PathShift) {
    this.#known = new Map(pairs);
    this.#shift = shift;
    const lists = pairs.filter(([{ kind }]) => kind === 'seq');
    // A list may be met twice, with the entry that it was at before.
    this.areInDoubt = lists.some(([from, to]) => indexOf(to) - indexOf(from) !== shift.offsetOf(from.node));
    const differing = lists.map(([list]) => list).filter(({ node }) => shift.offsetOf(node) !== 0);
    this.#aroundLists = differing.flatMap(({ parent }) => parent ?? []);
  }

  of(frame: Frame): Frame {
    const known = this.#known.get(frame);
    if (known) return known;
    // Another list under that entry goes on counting where the closed one ended.
    if (frame.items > 0 && this.#isAroundList(frame)) this.areInDoubt = true;
    const parent = frame.parent && this.of(frame.parent);
    const node = this.#shift.node(frame.node);
    const segment = frame.segment === undefined ? undefined : this.#shift.segment(frame.node, frame.segment);
    const isSame = parent === frame.parent && node === frame.node && segment === frame.segment;
    const entry = frame.entry && this.#shift.node(frame.entry);
    const moved = isSame ? frame : { ...frame, parent, node, segment, entry };
    this.#known.set(frame, moved);
    return moved;
  }

  #isAroundList({ node, segment }: Frame): boolean {
    return this.#aroundLists.some((around) => around.node === node && around.segment === segment);
  }
}

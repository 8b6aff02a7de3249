import { PathNode } from '../path.ts';
import type { ReaderState } from '../segment.ts';

export const ROOT = 0;
export const OBJECT = 1;
export const ARRAY = 2;

/** What a level is: the text outside of brackets, an object or an array. */
export type LevelKind = typeof ROOT | typeof OBJECT | typeof ARRAY;

/** In place of a column: no entry was read yet. */
export const NO_ENTRY = -2;

/** In place of a column: it did not stand first on its line. */
export const INLINE = -1;

/** Whether brackets are balanced from here to the end of the text. */
export type Verdict = 'unknown' | 'balanced' | 'unbalanced';

/** An open object or array. The numbers are what indentation tells about it. */
export interface Frame {
  readonly parent: Frame | undefined;
  readonly kind: LevelKind;
  readonly node: PathNode;
  /** Number of levels above. */
  readonly depth: number;
  /** Index of the entry that is being read. Of no meaning in objects. */
  readonly index: number;
  /** Column of the first token on the line of the opening bracket. */
  readonly opener: number;
  /** Column of the first entry, {@link INLINE} or {@link NO_ENTRY}. */
  readonly entry: number;
  /** Column of the last entry that stood first on its line. */
  readonly last: number;
}

export const ROOT_FRAME: Frame = {
  parent: undefined,
  kind: ROOT,
  node: PathNode.root,
  depth: 0,
  index: 0,
  opener: NO_ENTRY,
  entry: NO_ENTRY,
  last: NO_ENTRY,
};

/** What the JSON reader knows at a boundary. A boundary is behind a comma, or between values at the root. */
export class JsonState implements ReaderState {
  static readonly initial = new JsonState(ROOT_FRAME, 0, INLINE, 'unknown', undefined);

  readonly top: Frame;
  /** Number of open brackets that nest too deep to have a frame. */
  readonly excess: number;
  /** Column of the first token of the line in which the boundary lies; {@link INLINE} when a line begins there. */
  readonly indent: number;
  readonly verdict: Verdict;
  /** The innermost level that was closed since the last entry. */
  readonly closed: Frame | undefined;

  constructor(top: Frame, excess: number, indent: number, verdict: Verdict, closed: Frame | undefined) {
    this.top = top;
    this.excess = excess;
    this.indent = indent;
    this.verdict = verdict;
    this.closed = closed;
  }

  withVerdict(verdict: Verdict): JsonState {
    if (verdict === this.verdict) return this;
    return new JsonState(this.top, this.excess, this.indent, verdict, this.closed);
  }

  equals(other: JsonState): boolean {
    return this.#matches(other, sameFrames);
  }

  isAlike(other: JsonState): boolean {
    return this.#matches(other, alikeFrames);
  }

  #matches(other: JsonState, same: (one: Frame | undefined, two: Frame | undefined) => boolean): boolean {
    return (
      this.excess === other.excess &&
      this.indent === other.indent &&
      this.verdict === other.verdict &&
      same(this.top, other.top) &&
      same(this.closed, other.closed)
    );
  }
}

function sameFrames(one: Frame | undefined, two: Frame | undefined): boolean {
  if (one === two) return true;
  if (!one || !two || !one.node.equals(two.node)) return false;
  return sameShapes(one, two, (left, right) => left.index === right.index);
}

function alikeFrames(one: Frame | undefined, two: Frame | undefined): boolean {
  if (one === two) return true;
  if (!one || !two || !one.node.isAlike(two.node)) return false;
  return sameShapes(one, two, () => true);
}

function sameShapes(one: Frame, two: Frame, same: (left: Frame, right: Frame) => boolean): boolean {
  let left: Frame | undefined = one;
  let right: Frame | undefined = two;
  while (left && right && left !== right) {
    if (!same(left, right) || left.kind !== right.kind || left.opener !== right.opener) return false;
    if (left.entry !== right.entry || left.last !== right.last) return false;
    left = left.parent;
    right = right.parent;
  }
  return left === right;
}

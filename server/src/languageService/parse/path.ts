import type { PathSegment } from '../configDocument.ts';

/** One step of a key path to a collection, linked to the steps above it, so that siblings share them. The root has no segment. */
export class PathNode {
  static readonly root = new PathNode(undefined, '');

  readonly parent: PathNode | undefined;
  readonly segment: PathSegment;
  /** Number of segments from the root. */
  readonly depth: number;
  /** The first segment; undefined at the root. */
  readonly first: PathSegment | undefined;

  private constructor(parent: PathNode | undefined, segment: PathSegment) {
    this.parent = parent;
    this.segment = segment;
    this.depth = parent ? parent.depth + 1 : 0;
    this.first = parent ? (parent.first ?? segment) : undefined;
  }

  /** Another root. What stands at it is known apart from what stands at others. */
  static newRoot(): PathNode {
    return new PathNode(undefined, '');
  }

  child(segment: PathSegment): PathNode {
    return new PathNode(this, segment);
  }

  /** The segments from the root to this node. */
  segments(): PathSegment[] {
    const segments = new Array<PathSegment>(this.depth);
    if (this.depth > 0) segments[this.depth - 1] = this.segment;
    // No recursion: this is asked for many scalars of a file.
    for (let node = this.parent; node && node.depth > 0; node = node.parent) {
      segments[node.depth - 1] = node.segment;
    }
    return segments;
  }

  equals(other: PathNode): boolean {
    return samePath(this, other, (one, two) => one === two);
  }

  /** Whether both are the same but for the indices of lists. */
  isAlike(other: PathNode): boolean {
    return samePath(
      this,
      other,
      (one, two) => one === two || (typeof one === typeof two && typeof one === 'number'),
    );
  }
}

function samePath(
  one: PathNode,
  two: PathNode,
  same: (one: PathSegment, two: PathSegment) => boolean,
): boolean {
  if (one.depth !== two.depth) return false;
  let left: PathNode | undefined = one;
  let right: PathNode | undefined = two;
  while (left && right && left !== right) {
    if (!same(left.segment, right.segment)) return false;
    left = left.parent;
    right = right.parent;
  }
  return true;
}

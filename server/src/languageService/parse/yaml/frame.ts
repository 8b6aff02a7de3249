import { PathNode } from '../path.ts';

/** What has been read of the entry that a frame is at. */
export type EntryStatus =
  /** A value may follow. */
  | 'pending'
  /** A scalar, alias or flow collection was its value. */
  | 'complete'
  /** A block collection was opened for its value. */
  | 'nested'
  /** Behind `?`: the key may follow, or was read and `:` may follow. */
  | 'key';

/** An open block collection and the entry it is at. Immutable: moving on makes a new one. */
export interface Frame {
  readonly parent: Frame | undefined;
  /** `root` is the document itself, at column -1. */
  readonly kind: 'root' | 'map' | 'seq';
  /** Column of its entries. */
  readonly column: number;
  /** Path of the collection. */
  readonly node: PathNode;
  /** Path of the entry. */
  readonly entry: PathNode;
  readonly status: EntryStatus;
  /** Number of collections around it. */
  readonly depth: number;
  /** Inside a key: what is read there is no value. */
  readonly hidden: boolean;
  /** The key behind `?`, as far as read. */
  readonly key: string;
  /** How many entries it has had. */
  readonly count: number;
  /** How many entries lists under its entry had that were closed: another one goes on counting. */
  readonly items: number;
}

/** The frames that were open before a dedent, and the column that the dedent went to. */
export interface Ghost {
  readonly top: Frame;
  /** Whether the innermost entry had no value yet. */
  readonly wasPending: boolean;
  readonly column: number;
  /** Column of the innermost collection that this line opened: an entry there shows that the dedent was meant. */
  readonly reach: number;
  /** Whether an entry at that column got children of its own, right of where it would have them. */
  readonly isDoubtful: boolean;
}

export const ROOT: Frame = {
  parent: undefined,
  kind: 'root',
  column: -1,
  node: PathNode.root,
  entry: PathNode.root,
  status: 'pending',
  depth: -1,
  hidden: false,
  key: '',
  count: 0,
  items: 0,
};

/** The frames from the innermost to the root, compared by what they mean for the text behind. */
export function sameFrames(
  one: Frame | undefined,
  two: Frame | undefined,
  samePath: (one: PathNode, two: PathNode) => boolean,
): boolean {
  let left = one;
  let right = two;
  while (left && right && left !== right) {
    if (!isAlikeFrame(left, right) || !samePath(left.entry, right.entry)) return false;
    left = left.parent;
    right = right.parent;
  }
  return left === right;
}

function isAlikeFrame(one: Frame, two: Frame): boolean {
  return (
    one.kind === two.kind &&
    one.column === two.column &&
    one.status === two.status &&
    one.hidden === two.hidden &&
    one.key === two.key &&
    Math.min(one.count, 2) === Math.min(two.count, 2) &&
    one.items === two.items
  );
}

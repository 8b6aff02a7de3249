import type { PathSegment } from '../../configDocument.ts';
import { PathNode } from '../path.ts';

/** What has been read of the entry that a frame is at. */
export type EntryStatus =
  /** A value may follow. */
  | 'pending'
  /** A scalar, alias or flow collection was its value. */
  | 'complete'
  /** Its value was template actions alone: what they insert may go on in the lines below. */
  | 'inserted'
  /** A block collection was opened for its value. */
  | 'nested'
  /** Behind `?`: the key may follow, or was read and `:` may follow. */
  | 'key';

/**
 * An open block collection and the entry it is at. Moving on makes a new one; only the status of the innermost changes
 * in place while its entry is read.
 */
export interface Frame {
  readonly parent: Frame | undefined;
  /** `root` is the document itself, at column -1. */
  readonly kind: 'root' | 'map' | 'seq';
  /** Column of its entries. */
  readonly column: number;
  /** Path of the collection. */
  readonly node: PathNode;
  /** Key or index of the entry; undefined where the collection has none, and at the root. */
  readonly segment: PathSegment | undefined;
  /** Path of the entry, once it was asked for: see {@link entryOf}. */
  entry: PathNode | undefined;
  status: EntryStatus;
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

/** The frame of a document before anything is read. */
export const newRoot = (): Frame => ({
  parent: undefined,
  kind: 'root',
  column: -1,
  node: PathNode.root,
  segment: undefined,
  entry: PathNode.root,
  status: 'pending',
  depth: -1,
  hidden: false,
  key: '',
  count: 0,
  items: 0,
});

/** How paths are compared. */
export interface Sameness {
  path(one: PathNode, two: PathNode): boolean;
  segment(one: PathSegment | undefined, two: PathSegment | undefined): boolean;
}

export const EQUAL: Sameness = {
  path: (one, two) => one.equals(two),
  segment: (one, two) => one === two,
};

/** But for the indices of lists. */
export const ALIKE: Sameness = {
  path: (one, two) => one.isAlike(two),
  segment: (one, two) => one === two || (typeof one === 'number' && typeof two === 'number'),
};

/** The frames from the innermost to the root, compared by what they mean for the text behind. */
export function sameFrames(one: Frame | undefined, two: Frame | undefined, same: Sameness): boolean {
  let left = one;
  let right = two;
  while (left && right && left !== right) {
    if (!isAlikeFrame(left, right) || !same.segment(left.segment, right.segment)) return false;
    if (!same.path(left.node, right.node)) return false;
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

/** Index of the entry of a list; -1 in a map. */
export function indexOf({ segment }: Frame): number {
  return typeof segment === 'number' ? segment : -1;
}

/** Path of the entry. Made when something is opened in it: most entries are scalars, and need none. */
export function entryOf(frame: Frame): PathNode {
  const { node, segment } = frame;
  return (frame.entry ??= segment === undefined ? node : node.child(segment));
}

/** The frame around a closed one. It keeps count of the entries that lists under its entry had. */
export function frameAround(closed: Frame): Frame {
  const parent = closed.parent ?? closed;
  const items = closed.kind === 'seq' ? indexOf(closed) + 1 : parent.items;
  return items === parent.items ? parent : { ...parent, items };
}

/** The same path, for a flow collection: what is known of block collections in the entry means nothing to it. */
export function ownPathOf({ node, segment }: Frame): PathNode {
  return segment === undefined ? PathNode.newRoot() : node.child(segment);
}

/** The frame at its next entry. */
export function advanced(frame: Frame, segment: PathSegment, status: EntryStatus): Frame {
  const { parent, kind, column, node, depth, hidden, count } = frame;
  const at = { segment, entry: undefined, status, key: '', items: 0 } as const;
  return { parent, kind, column, node, depth, hidden, count: count + 1, ...at };
}

/** A collection that is opened for the value of `parent`'s entry, or for its key, at its first entry. */
export function openedUnder(
  parent: Frame,
  first: Pick<Frame, 'kind' | 'column' | 'node' | 'segment' | 'status'>,
): Frame {
  const hidden = parent.hidden || parent.status === 'key';
  const depth = parent.depth + 1;
  const rest = { entry: undefined, depth, hidden, key: '', count: 1, items: 0 } as const;
  return { parent: withChild(parent), ...first, ...rest };
}

function withChild(parent: Frame): Frame {
  if (parent.status === 'key') return { ...parent, key: '?' };
  return parent.status === 'nested' ? parent : { ...parent, status: 'nested' };
}

/** A map without entries, where a word stands that may be a key whose colon is yet to be typed. */
export function wordUnder(parent: Frame, column: number): Frame {
  const { depth, hidden } = parent;
  const node = entryOf(parent);
  const place = { parent, kind: 'map', column, node, segment: undefined, entry: node } as const;
  return { ...place, depth: depth + 1, hidden, status: 'complete', key: '', count: 0, items: 0 };
}

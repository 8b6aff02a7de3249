import type { ConfigScalar, PathSegment } from '../configDocument.ts';
import { isSiblingKey, type SiblingKey } from './siblingKeys.ts';

/** What rules may know of a scalar beside the one they judge. */
export type Sibling = Pick<ConfigScalar, 'value' | 'kind'>;

/** The scalars of a collection that rules ask for; of several under one key the last. */
export type Members = Map<SiblingKey, Sibling>;

/**
 * A mapping or list as far as it lies in one block: a run of scalars whose paths begin alike. `depth` is the length of
 * that beginning.
 */
export interface Collection {
  readonly depth: number;
  readonly parent: Collection | undefined;
  members: Members | undefined;
}

/** The collections of a block. */
export interface CollectionIndex {
  /** For each scalar of the block the collection that it is directly in. */
  readonly of: readonly Collection[];
  /** Those that the first and the last scalar lie in, by depth. Only they may go on in other blocks. */
  readonly first: readonly Collection[];
  readonly last: readonly Collection[];
}

/** Finds the collections of scalars in text order. Linear in the lengths of their paths. */
export function indexCollections(scalars: readonly ConfigScalar[]): CollectionIndex {
  const of: Collection[] = [];
  const open: Collection[] = [];
  let first: readonly Collection[] = [];
  let before: readonly PathSegment[] = [];
  for (const scalar of scalars) {
    const { path } = scalar;
    open.length = Math.min(open.length, openDepth(before, path));
    for (let depth = open.length; depth === 0 || depth < path.length; depth += 1) {
      open.push({ depth, parent: open[depth - 1], members: undefined });
    }
    if (of.length === 0) first = open.slice();
    const own = open[open.length - 1];
    if (own) {
      of.push(own);
      const key = path[path.length - 1];
      if (isSiblingKey(key)) (own.members ??= new Map<SiblingKey, Sibling>()).set(key, scalar);
    }
    before = path;
  }
  return { of, first, last: open };
}

/** How many collections, from the root, hold both of two scalars that follow each other. */
export function openDepth(one: readonly PathSegment[], two: readonly PathSegment[]): number {
  const most = Math.min(one.length, two.length);
  for (let depth = 0; depth < most; depth += 1) {
    if (one[depth] !== two[depth]) return depth + 1;
  }
  return most;
}

/** Whether the second of two scalars is the item after the first in the same list. */
export function isNextItem(one: readonly PathSegment[], two: readonly PathSegment[]): boolean {
  const [first, second] = [one[one.length - 1], two[two.length - 1]];
  if (typeof first !== 'number' || typeof second !== 'number' || first + 1 !== second) return false;
  return one.length === two.length && openDepth(one, two) === one.length;
}

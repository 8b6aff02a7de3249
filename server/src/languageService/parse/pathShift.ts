import type { PathSegment } from '../configDocument.ts';
import type { PathNode } from './path.ts';

/** Two frames that mean the same but for indices, and those around them, from the innermost out. */
export function* pairsUp<Frame extends { readonly parent: Frame | undefined }>(
  from: Frame | undefined,
  to: Frame | undefined,
): Iterable<readonly [from: Frame, to: Frame]> {
  let [before, after] = [from, to];
  while (before && after) {
    yield [before, after];
    [before, after] = [before.parent, after.parent];
  }
}

/**
 * Moves paths on from one state of reading to another that differs in nothing but the indices of the lists that are open
 * in it: what stands behind it in the text has the same paths but for those indices.
 */
export class PathShift {
  /** Collections that are open in the one state, and what they are in the other; then what follows from these. */
  readonly #nodes = new Map<PathNode, PathNode>();
  readonly #offsets = new Map<PathNode, number>();

  /** Notes a collection that is open in both states. */
  pair(before: PathNode, after: PathNode): void {
    this.#nodes.set(before, after);
  }

  /** Notes by how much the index of a list's entry differs. */
  offset(list: PathNode, by: number): void {
    this.#offsets.set(list, by);
  }

  /** By how much the indices of a list differ. */
  offsetOf(list: PathNode): number {
    return this.#offsets.get(list) ?? 0;
  }

  /** The segment of an entry of `collection`. */
  segment(collection: PathNode, segment: PathSegment): PathSegment {
    return typeof segment === 'number' ? segment + this.offsetOf(collection) : segment;
  }

  /** The node as it is in the other state; itself when nothing differs. */
  node(node: PathNode): PathNode {
    const known = this.#nodes.get(node);
    if (known) return known;
    const { parent } = node;
    if (!parent) return node;
    const around = this.node(parent);
    const segment = this.segment(parent, node.segment);
    const moved = around === parent && segment === node.segment ? node : around.child(segment);
    this.#nodes.set(node, moved);
    return moved;
  }
}

import type { BlockContent } from '../configDocument.ts';
import { MemoryKey } from '../memory.ts';
import { indexCollections, type Collection, type Members } from './collections.ts';

/** What other blocks of a document may ask of a block: the members of the collections that may go on beyond it. */
export interface Edges {
  /** Of the collections around its first scalar, by depth; undefined where there are none. */
  readonly first: readonly (Members | undefined)[];
  /** Of those around its last scalar. */
  readonly last: readonly (Members | undefined)[];
  /** How many of these, from the root, are the same. */
  readonly shared: number;
}

const edgesKey = new MemoryKey<Edges>();

/** The edges of a block. Memoised: they hold no index of a list. */
export function edgesOf(content: BlockContent): Edges {
  const known = edgesKey.recall(content.shape);
  if (known) return known;
  const { first, last } = indexCollections(content.scalars);
  const found = { first: first.map(membersOf), last: last.map(membersOf), shared: countShared(first, last) };
  return edgesKey.keep(content.shape, found);
}

/** A copy, so that the scalars, which hold their block's text, are not kept. */
function membersOf({ members }: Collection): Members | undefined {
  if (!members) return undefined;
  return new Map(Array.from(members, ([key, { value, kind }]) => [key, { value, kind }]));
}

function countShared(first: readonly Collection[], last: readonly Collection[]): number {
  const index = first.findIndex((collection, depth) => last[depth] !== collection);
  return index === -1 ? first.length : index;
}

import type { BlockContent } from '../configDocument.ts';
import { isNextItem, openDepth, type Members, type Sibling } from './collections.ts';
import { edgesOf } from './edges.ts';
import type { SiblingKey } from './siblingKeys.ts';

/** An end of a block: collections may go on over it. */
export type Side = 'start' | 'end';

/** The members, in all blocks of a document, of the collections that are open at the ends of one block. */
interface OpenRuns {
  readonly start: readonly Members[];
  readonly end: readonly Members[];
}

/**
 * The blocks of one document that hold scalars, and what they are to each other. What it tells is put together when it
 * is first asked for, in time linear in the number of blocks.
 */
export class DocumentSight {
  readonly #blocks: readonly BlockContent[];
  #runs: readonly OpenRuns[] | undefined;

  constructor(blocks: readonly BlockContent[]) {
    this.#blocks = blocks;
  }

  /** How many collections, from the root, go on over the start of a block. */
  openAtStart(index: number): number {
    const before = this.#blocks[index - 1]?.lastScalar;
    const first = this.#blocks[index]?.firstScalar;
    return before && first ? openDepth(before.path, first.path) : 0;
  }

  /** The member of the collection that is open at an end of a block, wherever it lies. */
  member(index: number, side: Side, depth: number, key: SiblingKey): Sibling | undefined {
    this.#runs ??= this.#join();
    return this.#runs[index]?.[side][depth]?.get(key);
  }

  /** The value of the last scalar before a block when the block's first scalar is the next item of the same list. */
  itemBefore(index: number): string | undefined {
    const before = this.#blocks[index - 1]?.lastScalar;
    const first = this.#blocks[index]?.firstScalar;
    return before && first && isNextItem(before.path, first.path) ? before.value : undefined;
  }

  #join(): readonly OpenRuns[] {
    const runs: OpenRuns[] = [];
    let open: readonly Members[] = [];
    for (const [index, content] of this.#blocks.entries()) {
      const { first, last, shared } = edgesOf(content);
      const start = open;
      start.forEach((members, depth) => addAll(members, first[depth]));
      const end: Members[] = [];
      for (let depth = 0; depth < this.openAtStart(index + 1); depth += 1) {
        const same = depth < shared ? start[depth] : undefined;
        end.push(same ?? new Map(last[depth]));
      }
      runs.push({ start, end });
      open = end;
    }
    return runs;
  }
}

function addAll(to: Members, from: Members | undefined): void {
  if (from) for (const [key, sibling] of from) to.set(key, sibling);
}

import type { ConfigBlock, ConfigDocument, LocatedScalar } from '../configDocument.ts';

/** The blocks of two versions of a file that are not the same, in place of each other. */
export interface ChangedBlocks {
  readonly then: readonly ConfigBlock[];
  readonly now: readonly ConfigBlock[];
}

/**
 * Leaves out the blocks at both ends whose content is identical, in the same document, and at the same place or moved
 * with the length of the text. They were not read anew, so their scalars need no comparing.
 */
export function changedBlocks(before: ConfigDocument, after: ConfigDocument): ChangedBlocks {
  const shift = after.text.length - before.text.length;
  const count = Math.min(before.blocks.length, after.blocks.length);
  let first = 0;
  while (first < count && isSame(before.blocks[first], after.blocks[first], 0)) first += 1;
  let last = 0;
  while (last < count - first && isSame(before.blocks.at(-1 - last), after.blocks.at(-1 - last), shift)) {
    last += 1;
  }
  return {
    then: before.blocks.slice(first, before.blocks.length - last),
    now: after.blocks.slice(first, after.blocks.length - last),
  };
}

function isSame(old: ConfigBlock | undefined, fresh: ConfigBlock | undefined, shift: number): boolean {
  return (
    old !== undefined &&
    old.content === fresh?.content &&
    old.document === fresh.document &&
    old.start + shift === fresh.start
  );
}

/** The scalars of some blocks in file order, with absolute offsets. */
export function scalarsOf(blocks: readonly ConfigBlock[]): readonly LocatedScalar[] {
  return blocks.flatMap((block) =>
    block.content.scalars.map((scalar) => ({
      block,
      scalar,
      start: block.start + scalar.start,
      end: block.start + scalar.end,
    })),
  );
}

import { isDeepStrictEqual } from 'node:util';
import {
  type ConfigComment,
  type ConfigDocument,
  keysOf,
} from '../../../server/src/languageService/configDocument.ts';
import { describe, firstDifference, flatten } from '../../../scripts/reader/compare.ts';

/** Tells how two readings of one text differ, in scalars, comments or refusal; undefined when they are the same. */
export function differenceOf(expected: ConfigDocument, found: ConfigDocument): string | undefined {
  const difference = firstDifference(flatten(expected), flatten(found));
  if (difference) return describe(difference, found.text);
  const refusals = [expected, found].map(({ refusal }) => (refusal ? JSON.stringify(refusal) : 'none'));
  if (refusals[0] !== refusals[1]) return `refusal: expected ${refusals.join(' found ')}`;
  const misplaced = misplacedIn(found);
  if (misplaced !== undefined) return misplaced;
  const [one, two] = [commentsOf(expected), commentsOf(found)];
  const at = one.findIndex((comment, index) => comment !== two[index]);
  if (at === -1 && one.length === two.length) return undefined;
  const index = at === -1 ? one.length : at;
  return `comment ${index}: expected ${one[index] ?? 'none'} found ${two[index] ?? 'none'}`;
}

/** A scalar whose keys are not those of its path, or an end of a block that is not its first or last scalar. */
function misplacedIn({ blocks }: ConfigDocument): string | undefined {
  for (const { start, content } of blocks) {
    const { scalars, firstScalar, lastScalar } = content;
    for (const { path, key, parentKey, rootKey, depth } of scalars) {
      if (!isDeepStrictEqual({ path, key, parentKey, rootKey, depth }, keysOf(path)))
        return `keys of ${JSON.stringify(path)} in the block at ${start}`;
    }
    const ends = [firstScalar?.path, lastScalar?.path];
    if (!isDeepStrictEqual(ends, [scalars[0]?.path, scalars.at(-1)?.path]))
      return `ends of the block at ${start}`;
  }
  return undefined;
}

function commentsOf(document: ConfigDocument): string[] {
  return document.blocks.flatMap(({ start, content }) =>
    content.comments.map(
      (comment: ConfigComment) =>
        `${start + comment.start}-${start + comment.end} ${JSON.stringify(comment.text)}`,
    ),
  );
}

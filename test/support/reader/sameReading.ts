import {
  type ConfigComment,
  type ConfigDocument,
} from '../../../server/src/languageService/configDocument.ts';
import { describe, firstDifference, flatten } from '../../../scripts/reader/compare.ts';

/** Tells how two readings of one text differ, in scalars, comments or refusal; undefined when they are the same. */
export function differenceOf(expected: ConfigDocument, found: ConfigDocument): string | undefined {
  const difference = firstDifference(flatten(expected), flatten(found));
  if (difference) return describe(difference, found.text);
  const refusals = [expected, found].map(({ refusal }) => (refusal ? JSON.stringify(refusal) : 'none'));
  if (refusals[0] !== refusals[1]) return `refusal: expected ${refusals.join(' found ')}`;
  const [one, two] = [commentsOf(expected), commentsOf(found)];
  const at = one.findIndex((comment, index) => comment !== two[index]);
  if (at === -1 && one.length === two.length) return undefined;
  const index = at === -1 ? one.length : at;
  return `comment ${index}: expected ${one[index] ?? 'none'} found ${two[index] ?? 'none'}`;
}

function commentsOf(document: ConfigDocument): string[] {
  return document.blocks.flatMap(({ start, content }) =>
    content.comments.map(
      (comment: ConfigComment) =>
        `${start + comment.start}-${start + comment.end} ${JSON.stringify(comment.text)}`,
    ),
  );
}

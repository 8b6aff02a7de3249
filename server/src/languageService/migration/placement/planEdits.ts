import type { ConfigDocument } from '../../configDocument.ts';
import { mergeEdits, type MergedEdits } from './mergeEdits.ts';
import type { Placement } from './placement.ts';

/**
 * All edits that move secrets out of one file, as one change of its text, verified: before and after read the same but
 * for the scalars of `merged`. Placements that overlap or would change more are in `refused`. A change may have no edits.
 * @param document the reading that the placements were made from
 */
export function planEdits(
  document: ConfigDocument,
  languageId: string,
  placements: readonly Placement[],
): MergedEdits<Placement> {
  return mergeEdits(document, languageId, placements);
}

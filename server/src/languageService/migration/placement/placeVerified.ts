import type { PlacementAnswer, PlacementRequest } from './placement.ts';
import { placeReference } from './placeReference.ts';
import { planEdits } from './planEdits.ts';

/**
 * {@link placeReference}, with the edit verified on its own: the file would read the same afterwards but for the scalar.
 * Several edits of one file are verified once more together, by `planEdits`.
 */
export function placeVerified(request: PlacementRequest & { readonly languageId: string }): PlacementAnswer {
  const placement = placeReference(request);
  if (!placement.ok) return placement;
  const [refused] = planEdits(request.document, request.languageId, [placement]).refused;
  return refused ? { ok: false, reason: refused.reason } : placement;
}

import type { LocatedScalar } from '../../languageService/configDocument.ts';
import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import type { Placement, PlacementAnswer } from '../../languageService/migration/placement/placement.ts';
import { placeReference } from '../../languageService/migration/placement/placeReference.ts';
import { planEdits } from '../../languageService/migration/placement/planEdits.ts';
import { valueProblem } from '../../languageService/migration/secretValue.ts';
import type { ReferenceFormat } from '../../languageService/references/formats/referenceFormat.ts';
import type { OffsetRange } from '../../languageService/references/reference.ts';
import type { KvVersion } from '../../languageService/secretStore.ts';
import type { PlanFile } from './plan.ts';

/** A secret, and the reference that shall stand in its place. */
export interface PlaceRequest {
  readonly file: Pick<PlanFile, 'document' | 'languageId'>;
  readonly located: LocatedScalar;
  readonly secret: OffsetRange;
  readonly target: SecretTarget;
  readonly format: ReferenceFormat;
  readonly kvVersion: KvVersion;
}

/** The edit that puts a reference in a secret's place, not verified yet, or why there is none or the value is not moved. */
export function place({ file, ...request }: PlaceRequest): PlacementAnswer {
  const placed = placeReference({ ...request, document: file.document });
  const reason = placed.ok ? valueProblem(placed.value) : undefined;
  return reason === undefined ? placed : { ok: false, reason };
}

/** Of placements in one file, all edited at once, those that may not be, each with the beginning of a sentence. */
export function misplaced(
  { document, languageId }: Pick<PlanFile, 'document' | 'languageId'>,
  placements: readonly Placement[],
): ReadonlyMap<Placement, string> {
  const { refused } = planEdits(document, languageId, placements);
  return new Map(refused.map(({ item, reason }) => [item, reason]));
}

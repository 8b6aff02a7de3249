import { placeReference } from '../../languageService/migration/placement/placeReference.ts';
import { planEdits } from '../../languageService/migration/placement/planEdits.ts';
import type { WriteReference } from '../../languageService/migration/placement/placement.ts';
import { writeReference } from '../../languageService/references/formats/writeReference.ts';
import type { PlaceReference } from './place.ts';

/** Writes references as all dialects do; what stands as base64 in its file is encoded by who places it. */
const write: WriteReference = (format, target, { kvVersion = 2, isInline }) =>
  writeReference(format, target, { kvVersion, isInline, isBase64: false });

/** Places a reference and verifies the edit: the file reads the same afterwards but for the secret's scalar. */
export const placeVerified: PlaceReference = (request) => {
  const placed = placeReference({ ...request, writeReference: write });
  if (!placed.ok) return placed;
  const { refused } = planEdits(request.document, request.languageId, [placed]);
  const [problem] = refused;
  if (problem) return { ok: false, reason: problem.reason };
  const { value, edit, reference, expected, isPart, spelling } = placed;
  return { ok: true, value, edit, reference, expected, isPart, ...(spelling ? { spelling } : {}) };
};

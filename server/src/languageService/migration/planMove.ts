import type { Finding } from '../findings/finding.ts';
import { parseConfig } from '../parse/index.ts';
import type { ReferenceEdit } from './edit.ts';
import type { SecretTarget } from './moveResult.ts';
import { placeVerified } from './placement/placeVerified.ts';

/** A plaintext secret and where it shall go. */
export interface MoveSource {
  readonly languageId: string;
  readonly finding: Pick<Finding, 'start' | 'end' | 'scalarStart' | 'scalarEnd'>;
  readonly target: SecretTarget;
}

/** A move of one secret, ready to run. It holds the value, so it stays in the process. */
export type MovePlan =
  | { readonly ok: true; readonly value: string; readonly edit: ReferenceEdit }
  /** `reason`: the beginning of a sentence, without the value. */
  | { readonly ok: false; readonly reason: string };

/** The value that a finding in `text` stands for and the verified edit that replaces it, before anything is written. */
export function planMove(text: string, { languageId, finding, target }: MoveSource): MovePlan {
  const document = parseConfig(text, languageId);
  const located = document.scalarAt(finding.scalarStart);
  if (located?.start !== finding.scalarStart || located.end !== finding.scalarEnd) {
    return { ok: false, reason: 'The secret is no longer where it was found' };
  }
  const placement = placeVerified({ document, languageId, located, secret: finding, target, format: 'own' });
  if (!placement.ok) return placement;
  return { ok: true, value: placement.value, edit: placement.edit };
}

import type { Finding } from '../findings/finding.ts';
import { parseConfig } from '../parse/index.ts';
import { formatReference } from '../references/format.ts';
import { type ReferenceEdit, referenceEdit } from './edit.ts';
import type { SecretTarget } from './moveResult.ts';
import { verifyEdit } from './verifyEdit.ts';

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
  const reference = formatReference(target);
  const edit = referenceEdit(document, located, finding, reference);
  if (!edit.ok) return edit;
  if (!verifyEdit({ before: document, languageId, moved: located, edit, reference })) {
    return { ok: false, reason: 'The file would not read the same afterwards' };
  }
  const { start, end, newText } = edit;
  return { ok: true, value: located.scalar.value, edit: { start, end, newText } };
}

import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import { formatReference } from '../../languageService/references/format.ts';
import type { TargetMounts } from './template/chooseMount.ts';
import { templateExpander } from './template/expandTemplate.ts';
import { parseTemplate } from './template/parseTemplate.ts';
import type { TargetPlace } from './template/variables.ts';

export type TargetProposal =
  | {
      readonly ok: true;
      readonly target: SecretTarget;
      /** The target as a person edits it. */
      readonly text: string;
      /** False when the connection does not have the mount: then the person must choose one. */
      readonly mountIsKnown: boolean;
    }
  /** `message`: one sentence that says what to mend. */
  | { readonly ok: false; readonly message: string };

/** The place that one secret is offered to be moved to, by the setting `vaultRefs.migration.target`. */
export function proposeTarget(template: string, place: TargetPlace, mounts: TargetMounts): TargetProposal {
  const parsed = parseTemplate(template, 'workspace');
  if (!parsed.ok) return { ok: false, message: inSetting(parsed.problem) };
  const expanded = templateExpander(parsed.template, mounts)(place);
  if (!expanded.ok) return { ok: false, message: inSetting(`${expanded.problem}.`) };
  const { target, mountIsKnown } = expanded;
  return { ok: true, target, text: formatReference(target), mountIsKnown };
}

function inSetting(problem: string): string {
  return `The setting vaultRefs.migration.target does not work. ${problem}`;
}

import { valueProblem } from '../../languageService/migration/secretValue.ts';
import { assignTargets, targetId } from './assignTargets.ts';
import type { Draft } from './drafts.ts';
import type { Placement } from './place.ts';
import type { PlanFile } from './plan.ts';
import type { PlanOptions } from './planOptions.ts';
import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import { lastKey } from './template/variables.ts';

/** A target that a draft has, and the edit for it. */
export interface Placed {
  readonly target: SecretTarget;
  readonly result: Placement;
  /** Whether a person chose the target. */
  readonly isEdited: boolean;
}

/** What a plan is made of again when a person changes it. It holds the values. */
export interface PlanState {
  readonly options: PlanOptions;
  readonly files: readonly PlanFile[];
  readonly drafts: readonly Draft[];
  readonly placed: ReadonlyMap<string, Placed>;
  /** What a person ticked (true) or unticked. */
  readonly ticks: ReadonlyMap<string, boolean>;
}

/** Each draft with a target of its own: placed as proposed, and once more where its target had to be another one. */
export function placeAll(drafts: readonly Draft[], options: PlanOptions): ReadonlyMap<string, Placed> {
  const placed = new Map(drafts.map((draft) => [draft.id, placeDraft(draft, draft.proposal, options)]));
  const claims = drafts.flatMap((draft) => {
    const result = placed.get(draft.id)?.result;
    if (!result?.ok) return [];
    const key = lastKey(draft.located?.scalar.path ?? []);
    return [{ draft, proposal: draft.proposal, value: result.value, lastKey: key }];
  });
  for (const [index, target] of assignTargets(claims, options.share).entries()) {
    const draft = claims[index]?.draft;
    if (!draft || targetId(target) === targetId(draft.proposal)) continue;
    placed.set(draft.id, placeDraft(draft, target, options));
  }
  return placed;
}

/** A draft at a target; an edited one is placed although the template gave nothing. */
export function placeDraft(
  draft: Draft,
  target: SecretTarget,
  options: PlanOptions,
  isEdited = false,
): Placed {
  const reason = draft.obstacle ?? (isEdited ? undefined : draft.proposalProblem);
  if (reason !== undefined || !draft.located) {
    return { target, isEdited, result: { ok: false, reason: reason ?? 'There is nothing to move' } };
  }
  const { file, located, finding, format } = draft;
  const kvVersion = options.mounts.find(({ path }) => path === target.mount)?.kvVersion ?? 2;
  const { document, languageId } = file;
  const secret = { start: finding.start, end: finding.end };
  const result = options.place({ document, languageId, located, secret, target, format, kvVersion });
  const problem = result.ok ? valueProblem(result.value) : undefined;
  return { target, isEdited, result: problem === undefined ? result : { ok: false, reason: problem } };
}

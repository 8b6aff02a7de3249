import { assignTargets, targetId } from './assignTargets.ts';
import type { Draft } from './drafts.ts';
import type { PlanFile } from './plan.ts';
import type { PlanOptions } from './planOptions.ts';
import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import type { Placement, PlacementAnswer } from '../../languageService/migration/placement/placement.ts';
import { lastKey } from './template/variables.ts';
import { misplaced, place } from './placing.ts';

/** A target that a draft has, and the edit for it. */
export interface Placed {
  readonly target: SecretTarget;
  readonly result: PlacementAnswer;
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

/** Each draft with a target of its own, verified file by file. */
export function placeAll(drafts: readonly Draft[], options: PlanOptions): ReadonlyMap<string, Placed> {
  const placed = new Map(drafts.map((draft) => [draft.id, placeDraft(draft, draft.proposal, options)]));
  for (const [draft, target] of finalTargets(drafts, placed, options)) {
    placed.set(draft.id, placeDraft(draft, target, options));
  }
  for (const [file, own] of byFile(drafts)) verify(file, own, placed);
  return placed;
}

/** Targets that are other ones than proposed, so that each value has its own. */
function finalTargets(
  drafts: readonly Draft[],
  placed: ReadonlyMap<string, Placed>,
  { share }: PlanOptions,
): readonly (readonly [Draft, SecretTarget])[] {
  const claims = drafts.flatMap((draft) => {
    const result = placed.get(draft.id)?.result;
    if (!result?.ok) return [];
    const key = lastKey(draft.located?.scalar.path ?? []);
    return [{ draft, proposal: draft.proposal, value: result.value, lastKey: key }];
  });
  return assignTargets(claims, share).flatMap((target, index): [Draft, SecretTarget][] => {
    const draft = claims[index]?.draft;
    return draft && targetId(target) !== targetId(draft.proposal) ? [[draft, target]] : [];
  });
}

function byFile(drafts: readonly Draft[]): ReadonlyMap<PlanFile, readonly Draft[]> {
  const files = new Map<PlanFile, Draft[]>();
  for (const draft of drafts) {
    const own = files.get(draft.file) ?? [];
    own.push(draft);
    files.set(draft.file, own);
  }
  return files;
}

/** Takes back what may not be edited together. */
function verify(file: PlanFile, drafts: readonly Draft[], placed: Map<string, Placed>): void {
  const placements = drafts.flatMap(({ id }): [string, Placement][] => {
    const result = placed.get(id)?.result;
    return result?.ok ? [[id, result]] : [];
  });
  const refused = misplaced(
    file,
    placements.map(([, placement]) => placement),
  );
  for (const [id, placement] of placements) {
    const reason = refused.get(placement);
    const one = placed.get(id);
    if (one && reason !== undefined) placed.set(id, { ...one, result: { ok: false, reason } });
  }
}

/** A draft at a target that a person chose, verified. It is placed although the template gave nothing. */
export function placeEdited(draft: Draft, target: SecretTarget, options: PlanOptions): Placed {
  const placed = new Map([[draft.id, placeDraft({ ...draft, proposalProblem: undefined }, target, options)]]);
  verify(draft.file, [draft], placed);
  const result = placed.get(draft.id)?.result ?? nothing;
  return { target, result, isEdited: true };
}

const nothing = { ok: false, reason: 'There is nothing to move' } as const;

function placeDraft(draft: Draft, target: SecretTarget, options: PlanOptions): Placed {
  const { file, located, finding, format } = draft;
  const reason = draft.obstacle ?? draft.proposalProblem;
  if (reason !== undefined) return { target, isEdited: false, result: { ok: false, reason } };
  if (!located) return { target, isEdited: false, result: nothing };
  const kvVersion = options.mounts.find(({ path }) => path === target.mount)?.kvVersion ?? 2;
  const secret = { start: finding.start, end: finding.end };
  const result = place({ file, located, secret, target, format, kvVersion });
  return { target, result, isEdited: false };
}

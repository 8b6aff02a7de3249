import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import { isSpellable } from '../../languageService/migration/parseTarget.ts';
import type { Plan } from './plan.ts';
import { assemble } from './planEntries.ts';
import { placeEdited } from './planState.ts';

/**
 * The plan with one entry's target as a person edited it: placed again, and with an obstacle where another value has that
 * target. All other entries keep theirs. The same plan where there is no such entry.
 */
export function retarget(plan: Plan, id: string, target: SecretTarget): Plan {
  const { state } = plan;
  const draft = state.drafts.find((one) => one.id === id);
  if (!draft) return plan;
  const placed = isSpellable(target)
    ? placeEdited(draft, target, state.options)
    : {
        target,
        isEdited: true,
        result: { ok: false, reason: 'The target has a name that no reference can hold' } as const,
      };
  return assemble({ ...state, placed: new Map(state.placed).set(id, placed) });
}

/** The plan with some entries ticked or unticked. One with an obstacle stays off as long as it has it. */
export function tick(plan: Plan, ids: Iterable<string>, isOn: boolean): Plan {
  const { state } = plan;
  const ticks = new Map(state.ticks);
  for (const id of ids) ticks.set(id, isOn);
  return assemble({ ...state, ticks });
}

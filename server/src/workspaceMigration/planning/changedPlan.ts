import { parseTarget } from '../../languageService/migration/parseTarget.ts';
import { retarget, tick } from '../../migration/plan/changePlan.ts';
import type { Plan } from '../../migration/plan/plan.ts';
import type { ChangePlanParams } from '../../protocol.ts';

/** The plan with changes of a person, or a sentence that says what of them is to be mended: then none is made. */
export function changedPlan(plan: Plan, changes: ChangePlanParams['changes']): Plan | string {
  let changed = plan;
  const { mounts, configuredMounts } = plan.state.options;
  const known = [...new Set([...configuredMounts, ...mounts.map(({ path }) => path)])];
  for (const { entry, target: text } of changes) {
    if (text === undefined) continue;
    const parsed = parseTarget(text, known);
    if (!parsed.ok) return parsed.message;
    changed = retarget(changed, entry, parsed.target);
  }
  for (const isOn of [true, false]) {
    const ids = changes.filter((change) => change.isOn === isOn).map(({ entry }) => entry);
    if (ids.length > 0) changed = tick(changed, ids, isOn);
  }
  return changed;
}

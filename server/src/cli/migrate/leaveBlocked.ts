import { tick } from '../../migration/plan/changePlan.ts';
import { judge } from '../../migration/preflight/judge.ts';
import type { PreparedPlan } from '../../migration/service/preparedPlan.ts';

/**
 * The plan without what blockers name, judged by the same looks: what is left may be blocked for another reason, so it is
 * judged again until nothing is. A blocker that names no secret stays.
 */
export function leaveBlocked(prepared: PreparedPlan): PreparedPlan {
  const { judgement, looks } = prepared;
  const named = new Set(judgement.blockers.flatMap(({ entries }) => entries));
  if (looks.connection !== 'ready' || named.size === 0) return prepared;
  const plan = tick(prepared.plan, named, false);
  return leaveBlocked({ plan, looks, judgement: judge(plan, looks) });
}

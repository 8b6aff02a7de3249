import type { MigrationPlan, MigrationResult } from '../../../../server/src/protocol.ts';
import type { CommandButton } from '../../dialogs/dialogs.ts';
import type { CommandParts } from '../commandParts.ts';
import { connectedPlace } from '../writing.ts';
import type { RunAgreement } from './agreements.ts';
import { agreeToRun } from './agreements.ts';
import { atWork } from './atWork.ts';
import { knownOutcome, tellOutcome } from './outcome.ts';
import { isIdle, withPlanning } from './planning.ts';

const show: CommandButton = { label: 'Show', command: 'vaultRefs.showMigration' };

/** Moves what is ticked in the plan. Where something stands in the way nothing is moved. */
export async function runMigration(parts: CommandParts): Promise<void> {
  if (!(await connectedPlace(parts)) || !isIdle(parts)) return;
  const { plans } = parts.migration;
  const plan = await plans.settled();
  if (!plan || !isReady(parts, plan)) return;
  const agreement = await agreeToRun(parts, plan);
  if (!agreement) return;
  if (plans.plan !== plan) {
    parts.dialogs.tell('warning', 'Nothing was moved: the plan has changed meanwhile.', show);
  } else if (isIdle(parts)) await moveAll(parts, plan, agreement);
}

function isReady({ dialogs }: CommandParts, { blockers, counts }: MigrationPlan): boolean {
  const [first, ...others] = blockers;
  if (first) {
    const more =
      others.length === 0 ? '' : ` There ${others.length === 1 ? 'is' : 'are'} ${others.length} more.`;
    dialogs.tell('warning', `Nothing was moved. ${first.message}${more}`, show);
  } else if (counts.secrets === 0) dialogs.tell('warning', 'Nothing is ticked in the plan.', show);
  return !first && counts.secrets > 0;
}

async function moveAll(parts: CommandParts, plan: MigrationPlan, agreement: RunAgreement): Promise<void> {
  const { api, migration } = parts;
  const { plan: number, origin, namespace } = plan;
  const result = await atWork(parts, 'Moving secrets to Vault', (workDoneToken, signal) =>
    knownOutcome(api.migration.run({ plan: number, origin, namespace, ...agreement, workDoneToken }, signal)),
  );
  tellOutcome(parts, result, 'run');
  if (isUsedUp(result)) migration.plans.discard();
  // What stands in the way now is shown with the plan.
  else await withPlanning(parts, (planning) => migration.plans.refresh(planning));
}

/** A plan that became a run cannot become another. */
function isUsedUp({ run, outcome }: MigrationResult): boolean {
  return outcome !== 'refused' || run !== undefined;
}

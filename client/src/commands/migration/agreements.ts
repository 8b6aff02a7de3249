import type { MigrationPlan } from '../../../../server/src/protocol.ts';
import { isConnectedTo } from '../../connection/connectionView.ts';
import { placeOf } from '../../connection/statusText.ts';
import { actionCounts, migrationCounts } from '../../migration/header.ts';
import { shown } from '../../migration/runText.ts';
import type { CommandParts } from '../commandParts.ts';

/** What the person has agreed to beyond the plan itself. */
export interface RunAgreement {
  readonly kvV1RaceConfirmed: boolean;
}

/**
 * Gets every agreement that a run takes: each mount once in a workspace, a template of the workspace, on KV v1 the race, and
 * the run itself; undefined when one is refused, or the window meanwhile signed in elsewhere.
 */
export async function agreeToRun(
  parts: CommandParts,
  plan: MigrationPlan,
): Promise<RunAgreement | undefined> {
  if (!isStillConnected(parts, plan)) return undefined;
  const isAgreed =
    (await agreeToMounts(parts, plan)) &&
    (await agreeToTemplate(parts, plan)) &&
    (await agreeToRace(parts, plan)) &&
    (await agreeToMove(parts, plan));
  if (!isAgreed || !isStillConnected(parts, plan)) return undefined;
  return { kvV1RaceConfirmed: plan.kvV1Mounts.length > 0 };
}

async function agreeToMounts(
  { writeConsents }: CommandParts,
  { origin, namespace, mounts }: MigrationPlan,
): Promise<boolean> {
  for (const mount of mounts) {
    if (!(await writeConsents.agree({ origin, namespace, mount }))) return false;
  }
  return true;
}

async function agreeToTemplate(
  { migration }: CommandParts,
  { workspaceTemplate }: MigrationPlan,
): Promise<boolean> {
  return workspaceTemplate === undefined || migration.templates.agree(workspaceTemplate);
}

async function agreeToRace({ dialogs }: CommandParts, { kvV1Mounts }: MigrationPlan): Promise<boolean> {
  if (kvV1Mounts.length === 0) return true;
  return dialogs.confirm({
    message: 'Write to KV v1?',
    detail: [
      'KV v1 has no check-and-set. If someone else creates one of the paths at the same moment, one of the two values is lost.',
      `Mounts: ${kvV1Mounts.map(shown).join(', ')}`,
    ].join('\n'),
    agree: 'Write Anyway',
  });
}

/** Asked each time: another extension may have started the command. */
async function agreeToMove({ dialogs }: CommandParts, plan: MigrationPlan): Promise<boolean> {
  return dialogs.confirm({
    message: `Move ${migrationCounts(plan.counts)}?`,
    detail: `${shown(placeOf(plan))}\n${actionCounts(plan.counts)}\n\nEach value is written, read back and compared before its file is changed.`,
    agree: 'Move to Vault',
  });
}

function isStillConnected(
  { dialogs, connection }: CommandParts,
  { origin, namespace }: MigrationPlan,
): boolean {
  if (isConnectedTo(connection.view, origin, namespace)) return true;
  dialogs.tell(
    'warning',
    `Nothing was moved: this window is not connected to ${shown(placeOf({ origin, namespace }))}, for which the plan was made.`,
  );
  return false;
}

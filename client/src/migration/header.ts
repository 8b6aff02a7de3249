import type { MigrationCounts, MigrationPlan } from '../../../server/src/protocol.ts';
import { placeOf } from '../connection/statusText.ts';
import { counted } from '../scan/scanResults.ts';
import type { TreeHeader } from '../scan/secretsTree.ts';
import { shown } from './runText.ts';

/** `12 secrets in 3 files to 3 paths`. */
export function migrationCounts({ secrets, files, paths }: MigrationCounts): string {
  return `${counted(secrets, 'secret')} in ${counted(files, 'file')} to ${counted(paths, 'path')}`;
}

/** What Vault will see of the ticked secrets, and how many are left: `8 created, 3 added, 1 reused, 4 left out`. */
export function actionCounts({ created, added, reused, left }: MigrationCounts): string {
  const parts = [
    [created, 'in new paths'],
    [added, 'added to existing paths'],
    [reused, 'in Vault already'],
    [left, 'left out'],
  ] as const;
  return parts.flatMap(([count, what]) => (count === 0 ? [] : [`${count} ${what}`])).join(', ');
}

/** What stands above the view. */
export function migrationHeader(plan: MigrationPlan | undefined): TreeHeader {
  if (!plan) return { description: '', message: undefined };
  const { counts, workspaceTemplate } = plan;
  const actions = actionCounts(counts);
  return {
    description: migrationCounts(counts),
    message: [
      `To ${shown(placeOf(plan))}.`,
      ...(actions === '' ? [] : [`${actions}.`]),
      ...(workspaceTemplate === undefined
        ? []
        : [`The places come from a setting of this workspace: ${shown(workspaceTemplate)}`]),
    ].join(' '),
  };
}

import type { MigrationScope } from '../../../../server/src/protocol.ts';
import { uriArgument } from '../../migration/arguments.ts';
import type { CommandParts } from '../commandParts.ts';
import { connectedPlace } from '../writing.ts';
import { isIdle, withPlanning } from './planning.ts';

/** Plans moving the secrets of a file: the one that the command is given, else the one that is edited. */
export async function moveFileSecrets(parts: CommandParts, ...args: readonly unknown[]): Promise<void> {
  const { dialogs, editor, migration, isOpen } = parts;
  const uri = args[0] === undefined ? editor.activeDocument()?.uri : uriArgument(args);
  if (uri !== undefined && (isOpen(uri) || migration.editor.isInWorkspace(uri))) {
    await makePlan(parts, { kind: 'file', uri });
  } else dialogs.tell('warning', 'Open the file whose secrets are to be moved.');
}

/** Plans moving the secrets of a folder that the Explorer hands over. */
export async function moveFolderSecrets(parts: CommandParts, ...args: readonly unknown[]): Promise<void> {
  const uri = uriArgument(args);
  if (uri !== undefined && parts.migration.editor.isInWorkspace(uri)) {
    await makePlan(parts, { kind: 'folder', uri });
  } else parts.dialogs.tell('warning', 'Choose a folder of the workspace in the Explorer.');
}

/** Plans moving the secrets of the whole workspace. */
export async function moveWorkspaceSecrets(parts: CommandParts): Promise<void> {
  await makePlan(parts, { kind: 'workspace' });
}

/** Looks at Vault and writes nothing: what would happen is shown, and run from there. */
async function makePlan(parts: CommandParts, scope: MigrationScope): Promise<void> {
  if (!(await connectedPlace(parts)) || !isIdle(parts)) return;
  const { dialogs, migration } = parts;
  if (!(await withPlanning(parts, (planning) => migration.plans.make(scope, planning)))) return;
  const { plan } = migration.plans;
  if (plan && plan.files.length === 0 && plan.skipped.length === 0) {
    migration.plans.discard();
    dialogs.tell('information', 'There is no plaintext secret to move.');
  } else await migration.editor.showView();
}

/** Makes the plan again, with what was unticked and edited. */
export async function refreshMigration(parts: CommandParts): Promise<void> {
  if (!(await connectedPlace(parts)) || !isIdle(parts)) return;
  await withPlanning(parts, (planning) => parts.migration.plans.refresh(planning));
}

/** Forgets the plan: nothing of it has happened. */
export function discardMigration(parts: CommandParts): void {
  if (isIdle(parts)) parts.migration.plans.discard();
}

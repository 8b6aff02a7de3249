import type { MigrationNode } from '../../migration/nodes.ts';
import { changesByTicks } from '../../migration/nodes.ts';
import { blockedUri, entryArgument } from '../../migration/arguments.ts';
import type { PlanChange } from '../../migration/planEdits.ts';
import type { CommandParts } from '../commandParts.ts';
import { signIn } from '../signIn.ts';
import { isIdle } from './planning.ts';
import { refreshMigration } from './makePlan.ts';

/** Ticks and unticks as the person did in the view, which then shows what the server made of it. */
export async function tick(
  parts: CommandParts,
  ticks: readonly (readonly [MigrationNode, boolean])[],
): Promise<void> {
  // The editor has moved the tick already: no changes show again what is.
  await change(parts, isIdle(parts) ? changesByTicks(ticks) : []);
}

/** Leaves a secret out that something stands in the way of. */
export async function leaveOutOfMigration(parts: CommandParts, ...args: readonly unknown[]): Promise<void> {
  const entry = entryArgument(args);
  if (entry !== undefined && isIdle(parts)) await change(parts, [{ entry, isOn: false }]);
}

/** Saves a file that stands in the way because it is not saved, and looks again. */
export async function saveMigrationFile(parts: CommandParts, ...args: readonly unknown[]): Promise<void> {
  const { dialogs, migration, isOpen } = parts;
  const uri = blockedUri(args);
  if (uri === undefined || !migration.plans.file(uri) || !isOpen(uri)) return;
  if (await migration.editor.save(uri)) await refreshMigration(parts);
  else dialogs.tell('warning', 'The file could not be saved.');
}

/** Signs in, and looks again. */
export async function signInForMigration(parts: CommandParts): Promise<void> {
  await signIn(parts);
  if (parts.connection.view.kind === 'status') await refreshMigration(parts);
}

async function change({ dialogs, migration }: CommandParts, changes: readonly PlanChange[]): Promise<void> {
  const problem = await migration.plans.change(changes);
  if (problem !== undefined) dialogs.tell('warning', problem);
}

import { entryArgument, uriArgument } from '../../migration/arguments.ts';
import type { CommandParts } from '../commandParts.ts';

/** Shows what moving does to a file of the plan, with every value masked. */
export async function showMigrationPreview(parts: CommandParts, ...args: readonly unknown[]): Promise<void> {
  const { dialogs, migration } = parts;
  const uri = uriArgument(args);
  const file = uri === undefined ? undefined : migration.plans.file(uri);
  const problem = file && (await migration.previews.show(file));
  if (problem !== undefined) dialogs.tell('warning', problem);
}

/** Opens the file of an entry of the plan, at its secret. */
export async function openMigrationEntry(
  { editor, migration }: CommandParts,
  ...args: readonly unknown[]
): Promise<void> {
  const id = entryArgument(args);
  const placed = id === undefined ? undefined : migration.plans.entry(id);
  const file = migration.plans.file(uriArgument(args) ?? '');
  if (placed) await editor.open(placed.file.uri, placed.entry.range);
  else if (file) await editor.open(file.uri);
}

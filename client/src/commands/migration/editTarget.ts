import { entryArgument } from '../../migration/arguments.ts';
import type { PlacedEntry } from '../../migration/plans.ts';
import type { CommandParts } from '../commandParts.ts';
import { toCheck } from '../moveToVault.ts';
import { targetText } from '../targetText.ts';
import { isIdle } from './planning.ts';

/** Asks for another place in Vault for a secret of the plan, until the plan takes it or the question is dismissed. */
export async function editMigrationTarget(parts: CommandParts, ...args: readonly unknown[]): Promise<void> {
  const { plans } = parts.migration;
  const id = entryArgument(args);
  const placed = id === undefined ? undefined : plans.entry(id);
  if (!placed || !isIdle(parts)) return;
  let [text, prompt] = [placed.entry.targetText, 'Place in Vault, as mount/path#key'];
  while (true) {
    const target = await askTarget(parts, placed, text, prompt);
    if (target === undefined) return;
    const problem = await plans.change([{ entry: placed.entry.id, target }]);
    if (problem === undefined) return;
    [text, prompt] = [target, problem];
  }
}

async function askTarget(
  { dialogs, api }: CommandParts,
  { file, entry }: PlacedEntry,
  value: string,
  prompt: string,
): Promise<string | undefined> {
  const checked = await dialogs.askChecked({
    title: `Edit Target of ${entry.keyPath}`,
    prompt,
    value,
    check: async (text, signal) => toCheck(await api.checkTarget({ uri: file.uri, text }, signal)),
  });
  return checked && targetText(checked.target);
}

import type { Draft } from './drafts.ts';
import type { Placed, PlanState } from './planState.ts';

/** What a person should know before an entry is moved, in sentences. `others`: entries that have the same target. */
export function entryNotes(
  { options }: PlanState,
  { file }: Draft,
  { result, isEdited }: Placed,
  others: number,
): readonly string[] {
  const notes: string[] = [];
  if (file.generated !== undefined) notes.push(`${file.generated}: change what it is made from instead.`);
  if (result.ok && result.spelling === undefined) {
    notes.push(
      'The original text cannot be made from the value again, so Undo could not restore it byte for byte.',
    );
  }
  if (options.template.origin === 'workspace' && !isEdited) {
    notes.push('The target comes from a template in the settings of the workspace, not from your own.');
  }
  if (others > 0) notes.push(sharedNote(others));
  return notes;
}

function sharedNote(others: number): string {
  return others === 1
    ? 'One secret in Vault for this and another place that has the same value.'
    : `One secret in Vault for this and ${others} other places that have the same value.`;
}

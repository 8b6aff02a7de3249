import type { MigrationRunView } from '../../../server/src/protocol.ts';
import { oneLine, plainText } from '../dialogs/plainText.ts';
import { isUnfinished } from './runs.ts';

/** When a run began, in the person's own form. */
export function startText({ startedAt }: MigrationRunView): string {
  const date = new Date(startedAt);
  return Number.isNaN(date.getTime()) ? shown(startedAt) : date.toLocaleString();
}

/** How far a run is: `incomplete: 3 of 12`. */
export function progressText(run: MigrationRunView): string {
  const { phase, moved, total, isOwned } = run;
  const count = `${moved} of ${total}`;
  if (!isUnfinished(run)) return phase === 'undone' ? `undone, ${total} in all` : `${count} moved`;
  if (phase === 'undoing') return `${isOwned ? 'undo in progress' : 'undo incomplete'}: ${count} still moved`;
  return isOwned ? `in progress: ${count}` : `incomplete: ${count}`;
}

/** A name as the editor shows it: on one line, and never as a link. */
export function shown(name: string): string {
  return plainText(oneLine(name));
}

import type { MigrationRunView } from '../../../server/src/protocol.ts';
import { counted } from '../scan/scanResults.ts';

/** What the status bar says of unfinished migrations. */
export interface StatusLine {
  /** With a codicon. */
  readonly text: string;
  readonly tooltip: string;
  /** What a screen reader says. */
  readonly spoken: string;
}

/** Undefined where nothing is to be said: all is finished or dismissed. */
export function statusLine(unfinished: readonly MigrationRunView[]): StatusLine | undefined {
  const [first] = unfinished;
  if (!first) return undefined;
  const moved = sum(unfinished.map((run) => run.moved));
  const total = sum(unfinished.map((run) => run.total));
  const isAtWork = unfinished.every(({ isOwned }) => isOwned);
  const isUndo = unfinished.every(({ phase }) => phase === 'undoing');
  const what = isUndo ? 'undo of migration' : 'migration';
  const state = isAtWork ? `${what} in progress` : `${what} incomplete`;
  const numbers = isUndo ? `${moved} of ${total} still moved` : `${moved} of ${total}`;
  const spoken = `Vault: ${state}: ${numbers}`;
  return {
    text: `$(${isAtWork ? 'sync' : 'warning'}) ${spoken}`,
    tooltip: `${counted(unfinished.length, 'migration')} of this workspace not finished. Click to continue, undo or dismiss.`,
    spoken,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

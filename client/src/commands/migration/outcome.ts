import type { MigrationResult } from '../../../../server/src/protocol.ts';
import type { CommandButton } from '../../dialogs/dialogs.ts';
import type { CommandParts } from '../commandParts.ts';

/** What was done: it decides what can be done next. */
export type Deed = 'run' | 'undo';

/**
 * The result of a run or of taking it back; where no answer came (the server process ended) one that says so: what was done
 * is in the journal.
 */
export async function knownOutcome(answer: Promise<MigrationResult>): Promise<MigrationResult> {
  try {
    return await answer;
  } catch {
    const message =
      'No answer came. What was done is written down: look in the view "Migration" whether something is left to do.';
    return { outcome: 'incomplete', message };
  }
}

/** Says in one line how it went, with buttons to the report and to what can be done next. */
export function tellOutcome({ dialogs, migration }: CommandParts, result: MigrationResult, deed: Deed): void {
  migration.reports.take(result);
  const level = result.outcome === 'complete' ? 'information' : 'warning';
  dialogs.tell(level, result.message, ...nextSteps(result, deed));
}

function nextSteps({ run, report, outcome }: MigrationResult, deed: Deed): readonly CommandButton[] {
  if (run === undefined || outcome === 'refused') return [];
  const forRun = { arguments: [run] };
  const isLeft = outcome !== 'complete';
  return [
    ...(report === undefined
      ? []
      : [{ label: 'Show Report', command: 'vaultRefs.showMigrationReport', ...forRun }]),
    ...(deed === 'run' && isLeft
      ? [{ label: 'Continue', command: 'vaultRefs.continueMigration', ...forRun }]
      : []),
    ...(deed === 'run' || isLeft ? [{ label: 'Undo', command: 'vaultRefs.undoMigration', ...forRun }] : []),
  ];
}

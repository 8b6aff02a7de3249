import type { Planning } from '../../migration/plans.ts';
import type { CommandParts } from '../commandParts.ts';

/**
 * Runs something about the plan that takes a while, with progress and a cancel button, and tells what went wrong.
 * @returns whether it went well; cancelled is not, and says nothing
 * @throws when no answer comes.
 */
export async function withPlanning(
  { dialogs, listenToProgress }: CommandParts,
  task: (planning: Planning) => Promise<string | undefined>,
): Promise<boolean> {
  const problem = await dialogs.withProgress('Planning the migration', async (signal, report) => {
    const listening = listenToProgress(report);
    try {
      return await task({ signal, workDoneToken: listening.token });
    } catch (error) {
      if (signal.aborted) return '';
      throw error;
    } finally {
      listening.dispose();
    }
  });
  if (problem !== undefined && problem !== '') dialogs.tell('warning', problem);
  return problem === undefined;
}

/** Whether this window is not at work on a migration; says so where it is. */
export function isIdle({ dialogs, migration }: CommandParts): boolean {
  if (!migration.runs.isWorking) return true;
  dialogs.tell('warning', 'A migration is under way: wait for it, or cancel it.');
  return false;
}

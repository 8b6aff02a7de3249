import { JournalError } from '../journal/runStore.ts';

/** How work on a run ended early. `cancelled`: by the person. `journal`: it could not be written down any more. */
export type RunStop = 'cancelled' | 'journal';

/** Does work on a run, and answers why it stopped where it was; undefined at its end. @throws what is neither. */
export async function untilStopped(
  work: () => Promise<void>,
  signal: AbortSignal,
): Promise<RunStop | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof JournalError) return 'journal';
    if (signal.aborted) return 'cancelled';
    throw error;
  }
}

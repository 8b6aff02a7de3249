import type { CommandParts } from '../commandParts.ts';

/** Runs the one thing about migrations that this window does at a time, with progress and a cancel button. */
export function atWork<T>(
  { dialogs, migration, listenToProgress }: CommandParts,
  title: string,
  task: (workDoneToken: string, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return migration.runs.work(() =>
    dialogs.withProgress(title, async (signal, report) => {
      const listening = listenToProgress(report);
      try {
        return await task(listening.token, signal);
      } finally {
        listening.dispose();
      }
    }),
  );
}

import { canDismiss, isUnfinished } from '../../migration/runs.ts';
import { progressText, startText } from '../../migration/runText.ts';
import type { CommandParts } from '../commandParts.ts';
import { pickRun } from './pickRun.ts';

/** Shows the report of a run: what this window knows of it, else what the journal does. */
export async function showMigrationReport(parts: CommandParts, ...args: readonly unknown[]): Promise<void> {
  const { dialogs, api, migration } = parts;
  const run = await pickRun(parts, args, { verb: 'Show the report of', fits: () => true });
  if (!run) return;
  const known = migration.reports.of(run.run);
  const { report, message } =
    known === undefined ? await api.migration.describe({ run: run.run }) : { report: known, message: '' };
  if (report === undefined) dialogs.tell('warning', message);
  else await migration.editor.showReport(report);
}

/** Deletes what is kept of a run, after confirmation: files and Vault stay as they are. */
export async function dismissMigration(parts: CommandParts, ...args: readonly unknown[]): Promise<void> {
  const { dialogs, api } = parts;
  const run = await pickRun(parts, args, { verb: 'Dismiss', fits: canDismiss });
  if (!run) return;
  const isAgreed = await dialogs.confirm({
    message: `Dismiss the migration of ${startText(run)}?`,
    detail: [
      progressText(run),
      ...(isUnfinished(run) ? ['It is not finished: some secrets may be in the files and in Vault.'] : []),
      'Files and Vault stay as they are. It can be neither continued nor undone afterwards.',
    ].join('\n'),
    agree: 'Dismiss',
  });
  if (!isAgreed) return;
  const isGone = await api.migration.dismiss({ run: run.run });
  if (!isGone)
    dialogs.tell('warning', 'It could not be dismissed: another window or command is at work on it.');
}

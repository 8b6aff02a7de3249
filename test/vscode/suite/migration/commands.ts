import * as vscode from 'vscode';
import type { MigrationFile } from '../../migration/migrationFiles.ts';
import { acceptingProposals } from '../editor.ts';
import { eventually, expectThat } from '../suiteCase.ts';
import { at } from './folder.ts';

/** Longer than the longest run on a slow machine, in milliseconds. */
const patienceMs = 120_000;

const scheme = 'vault-refs-preview';

const run = (command: string, ...args: readonly unknown[]): Thenable<unknown> =>
  vscode.commands.executeCommand(command, ...args);

export const planFile = (file: MigrationFile): Thenable<unknown> =>
  run('vaultRefs.moveFileSecrets', at(file));

export const planWorkspace = (): Thenable<unknown> => run('vaultRefs.moveWorkspaceSecrets');

/** Unticks a secret by its number, from 1, in the order of the plan. */
export const leaveOut = (number: number): Thenable<unknown> =>
  run('vaultRefs.leaveOutOfMigration', { entry: { id: String(number) } });

/** Presses "Save File" beside what stands in the way. */
export const saveBlocked = (file: MigrationFile): Thenable<unknown> =>
  run('vaultRefs.saveMigrationFile', { blocker: { uri: at(file).toString() } });

/** Agrees to all that is asked, and waits for the end. */
export const runPlan = (): Promise<unknown> => acceptingProposals(run('vaultRefs.runMigration'), patienceMs);
export const continueRun = (): Promise<unknown> =>
  acceptingProposals(run('vaultRefs.continueMigration'), patienceMs);
export const undoRun = (): Promise<unknown> => acceptingProposals(run('vaultRefs.undoMigration'), patienceMs);

/** A file as the plan shows it, before and after. */
export async function previewOf(
  file: MigrationFile,
): Promise<{ readonly before: string; readonly after: string }> {
  const uri = at(file).toString();
  await run('vaultRefs.showMigrationPreview', { file: { uri } });
  const side = (name: string): string => {
    const found = vscode.workspace.textDocuments.find(
      (document) => document.uri.scheme === scheme && document.uri.query === `${name} ${uri}`,
    );
    expectThat(found !== undefined, `no preview of ${file.path}`);
    return found.getText();
  };
  const preview = { before: side('before'), after: side('after') };
  await run('workbench.action.closeActiveEditor');
  return preview;
}

/** The report of the newest run, as Markdown, which says `part`: an open document takes its new text after a moment. */
export async function report(part: string): Promise<string> {
  await acceptingProposals(run('vaultRefs.showMigrationReport'));
  const uri = vscode.Uri.from({ scheme, path: '/Migration report.md' });
  const document = await vscode.workspace.openTextDocument(uri);
  await eventually(() => {
    const text = document.getText();
    expectThat(text.includes(part), `the report says: ${JSON.stringify(text.slice(0, 200))}`);
  });
  await run('workbench.action.closeActiveEditor');
  return document.getText();
}

/**
 * Presses "Cancel" of the run's notification while a file is being saved: the run waits for that, so it is in the middle.
 * The first press does nothing before the notification is there.
 */
export function cancellingAtSaveOf(file: MigrationFile): vscode.Disposable {
  const uri = at(file).toString();
  return vscode.workspace.onWillSaveTextDocument((event) => {
    if (event.document.uri.toString() === uri) event.waitUntil(run('notification.acceptPrimaryAction'));
  });
}

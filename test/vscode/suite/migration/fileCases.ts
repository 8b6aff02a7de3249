import * as vscode from 'vscode';
import type { MigrationFile } from '../../migration/migrationFiles.ts';
import { migrationFile, movedText } from '../../migration/migrationFiles.ts';
import { expectThat } from '../suiteCase.ts';
import type { SuiteCase } from '../suiteCase.ts';
import { planFile, runPlan, undoRun } from './commands.ts';
import { expectPreview } from './expectations.ts';
import { at, big, edited, expectOnDisk, folder, open } from './folder.ts';
import { expectInVault } from './vault.ts';

async function expectMoved(file: MigrationFile): Promise<void> {
  const after = movedText(file, () => true);
  await expectOnDisk(file, after, 'after the run');
  await expectInVault(file.secrets, file.secrets, 'after the run');
}

async function undone(file: MigrationFile): Promise<void> {
  await undoRun();
  await expectOnDisk(file, file.text, 'after undo');
  await expectInVault(file.secrets, [], 'after undo');
  await vscode.workspace.fs.delete(at(file));
}

async function fileOfThirty(): Promise<void> {
  const file = big();
  await planFile(file);
  await expectPreview(file, () => true);
  await runPlan();
  await expectMoved(file);
  await undone(file);
}

/** Runs a plan that something is in the way of. */
async function expectRefused(file: MigrationFile, why: string): Promise<void> {
  await runPlan();
  await expectOnDisk(file, file.text, why);
  await expectInVault(file.secrets, [], why);
}

/**
 * The editor shows line ends of one kind where a file has two, without calling it unsaved; its own Save makes them one.
 * The edit comes when the plan is made already.
 */
async function openFileInTheWay(): Promise<void> {
  const { text, ...rest } = migrationFile({
    folder: folder().name,
    name: 'open',
    layout: 'commented',
    count: 2,
    first: 2000,
  });
  const mixed = { ...rest, text: text.replace('\n', '\r\n') };
  await vscode.workspace.fs.writeFile(at(mixed), Buffer.from(mixed.text));
  const document = await open(mixed);
  await planFile(mixed);
  await expectRefused(mixed, 'with line ends of two kinds');
  const saved = { ...rest, text };
  await vscode.commands.executeCommand('workbench.action.files.save');
  await expectOnDisk(saved, text, 'saved by the editor');
  await planFile(saved);
  const withEdit = await edited(document, saved);
  await expectRefused(saved, 'edited after the plan');
  expectThat(await document.save(), 'not saved');
  await planFile(withEdit);
  await runPlan();
  await expectMoved(withEdit);
  await undone(withEdit);
}

/** Moving the secrets of one file. */
export const fileCases: readonly SuiteCase[] = [
  { name: 'a file of 30 secrets that is not open: preview, run, undo', run: fileOfThirty },
  {
    name: 'an open file: line ends of two kinds, and an edit after the plan, are in the way until it is saved',
    run: openFileInTheWay,
  },
];

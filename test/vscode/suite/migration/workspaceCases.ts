import * as vscode from 'vscode';
import { isFullRun } from '../../../support/fullRun.ts';
import { fileCount } from '../../migration/suiteMigration.ts';
import { expectEqual, expectThat } from '../suiteCase.ts';
import type { SuiteCase } from '../suiteCase.ts';
import {
  cancellingAtSaveOf,
  continueRun,
  leaveOut,
  planWorkspace,
  report,
  runPlan,
  saveBlocked,
  undoRun,
} from './commands.ts';
import { expectNoValue, expectPreview } from './expectations.ts';
import { edited, expectOnDisk, many, open } from './folder.ts';
import { expectInVault } from './vault.ts';
import {
  dirty,
  filesAfterSaving,
  isWanted,
  leftOut,
  middleFile,
  movedFiles,
  openNumbers,
  savedFiles,
  secretsOf,
  untidy,
} from './workspaceFiles.ts';

async function dirtyFileIsInTheWay(): Promise<void> {
  const files = many();
  for (const number of openNumbers()) await open(files[number]!);
  const document = await open(files[dirty]!);
  const saved = await edited(document, files[dirty]!);
  await planWorkspace();
  await runPlan();
  for (const file of files) await expectOnDisk(file, file.text, 'although one is not saved');
  await expectInVault(secretsOf(files), [], 'although one is not saved');
  await saveBlocked(saved);
  expectThat(!document.isDirty, 'the file was not saved');
  await expectOnDisk(saved, saved.text, 'saved');
}

async function previewsWithoutOne(): Promise<void> {
  await leaveOut(leftOut);
  const files = isFullRun ? savedFiles() : savedFiles().slice(0, untidy + 1);
  for (const file of files) await expectPreview(file, isWanted);
}

async function cancelledHalfWay(): Promise<void> {
  const cancelling = cancellingAtSaveOf(middleFile());
  try {
    await runPlan();
  } finally {
    cancelling.dispose();
  }
  const moved = await movedFiles('after cancelling');
  const [count, all] = [moved.length, many().length];
  expectThat(count > 0 && count < all, `not half-way: ${count} of ${all} files moved`);
  await expectInVault(secretsOf(moved), secretsOf(moved).filter(isWanted), 'after cancelling');
  expectNoValue(await report('You cancelled it'), 'the report');
}

async function continued(): Promise<void> {
  await continueRun();
  const files = await movedFiles('after continuing');
  expectEqual(files.length, many().length, 'files moved');
  const moved = secretsOf(files).filter(isWanted);
  await expectInVault(secretsOf(files), moved, 'after continuing');
  for (const document of vscode.workspace.textDocuments) {
    expectThat(!document.isDirty, `${document.fileName} is not saved`);
  }
  const text = await report(`${moved.length} of ${moved.length} secrets moved`);
  for (const { reference } of moved) expectThat(text.includes(reference), `the report has no ${reference}`);
  expectNoValue(text, 'the report');
}

async function takenBack(): Promise<void> {
  await undoRun();
  for (const file of filesAfterSaving()) await expectOnDisk(file, file.text, 'after undo');
  await expectInVault(secretsOf(many()), [], 'after undo');
  expectNoValue(await report('undone'), 'the report of the undo');
}

/** Moving the secrets of a workspace, of which some files are open. */
export const workspaceCases: readonly SuiteCase[] = [
  {
    name: 'a file that is not saved refuses the whole run; saved from the view it is planned',
    run: dirtyFileIsInTheWay,
  },
  { name: 'the previews say what will happen, without the secret that is unticked', run: previewsWithoutOne },
  { name: 'cancelled half-way, each file is as it was or as planned', run: cancelledHalfWay },
  { name: `continued, all ${fileCount(isFullRun)} files and Vault are as planned`, run: continued },
  { name: 'undone, files and Vault are as they were', run: takenBack },
];

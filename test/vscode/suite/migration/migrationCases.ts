import * as vscode from 'vscode';
import { isFullRun } from '../../../support/fullRun.ts';
import type { MigrationFile, PlacedSecret } from '../../migration/migrationFiles.ts';
import { movedText } from '../../migration/migrationFiles.ts';
import { acceptingProposals } from '../editor.ts';
import { expectEqual, expectThat } from '../suiteCase.ts';
import type { SuiteCase } from '../suiteCase.ts';
import {
  cancellingAtSaveOf,
  continueRun,
  leaveOut,
  planFile,
  planWorkspace,
  previewOf,
  report,
  runPlan,
  saveBlocked,
  undoRun,
} from './commands.ts';
import { at, big, expectOnDisk, many, onDisk, open } from './folder.ts';
import { expectInVault } from './vault.ts';

const mask = '••••••••';
const edit = '# an edit that is not saved yet\n';

/** What becomes of files: number in `many()` to what the person or the editor makes of the text. */
const dirty = 0;
const untidy = 2;
const opened = [dirty, untidy, 3, 4];
const held = (): number => many().length / 2;
/** Left out of the run: the second secret of the second file, by its number in the plan. */
const leftOut = 7;

const secretsOf = (files: readonly MigrationFile[]): readonly PlacedSecret[] =>
  files.flatMap(({ secrets }) => secrets);

const isLeftOut = (secret: PlacedSecret): boolean => secretsOf(many())[leftOut - 1]?.value === secret.value;

/** Our files as they are once the dirty one is saved. */
function savedFiles(): readonly MigrationFile[] {
  return many().map((file, index) => (index === dirty ? { ...file, text: `${edit}${file.text}` } : file));
}

/** What the editor's formatter makes of a JSON file: the line end at its end goes. */
const tidied = (file: MigrationFile): MigrationFile => ({
  ...file,
  text: JSON.stringify(JSON.parse(file.text), undefined, 4),
});

/** Only what the editor saves is formatted. */
const isFormatted = (index: number): boolean =>
  opened.includes(index) && many()[index]?.path.endsWith('.json') === true;

function expectNoValue(text: string, about: string): void {
  const all = secretsOf([big(), ...many()]);
  expectThat(!all.some(({ value }) => text.includes(value.slice(4))), `${about} shows a value`);
}

/** The preview says what the default template makes of a file, with a mask for each value. */
async function expectPreview(file: MigrationFile, isMoved: (secret: PlacedSecret) => boolean): Promise<void> {
  const { before, after } = await previewOf(file);
  const text = (value: string): string => value.replace('\uFEFF', '');
  const masked = (shown: string): string =>
    file.secrets.reduce((hidden, { value }) => hidden.replace(value, mask), text(shown));
  expectEqual(before, masked(file.text), `preview of ${file.path} before`);
  expectEqual(after, masked(movedText(file, isMoved)), `preview of ${file.path} after`);
}

async function fileOfThirty(): Promise<void> {
  const file = big();
  await planFile(file);
  await expectPreview(file, () => true);
  await runPlan();
  await expectOnDisk(
    file,
    movedText(file, () => true),
    'after the run',
  );
  await expectInVault(file.secrets, file.secrets, 'after the run');
  await undoRun();
  await expectOnDisk(file, file.text, 'after undo');
  await expectInVault(file.secrets, [], 'after undo');
  await vscode.workspace.fs.delete(at(file));
}

async function dirtyFileIsInTheWay(): Promise<void> {
  const files = many();
  for (const number of new Set([...opened, held()])) await open(files[number]!);
  const document = await open(files[dirty]!);
  const change = new vscode.WorkspaceEdit();
  change.insert(document.uri, new vscode.Position(0, 0), edit);
  await vscode.workspace.applyEdit(change);
  await planWorkspace();
  await runPlan();
  for (const file of files) await expectOnDisk(file, file.text, 'although one is not saved');
  await expectInVault(secretsOf(files), [], 'although one is not saved');
  await saveBlocked(files[dirty]!);
  expectThat(!document.isDirty, 'the file was not saved');
  await expectOnDisk(files[dirty]!, `${edit}${files[dirty]!.text}`, 'saved');
}

async function previewsWithoutOne(): Promise<void> {
  await leaveOut(leftOut);
  const files = isFullRun ? savedFiles() : savedFiles().slice(0, untidy + 1);
  for (const file of files) await expectPreview(file, (secret) => !isLeftOut(secret));
}

/** How many files are as planned; each other one has to be as it was. */
async function countMoved(when: string): Promise<number> {
  let count = 0;
  for (const [index, file] of savedFiles().entries()) {
    const moved = movedText(file, (secret) => !isLeftOut(secret));
    const text = await onDisk(file);
    const isMoved = text !== file.text;
    if (isMoved) count += 1;
    if (isMoved && isFormatted(index)) await expectFormatted(file, when);
    else if (isMoved) await expectOnDisk(file, moved, when);
  }
  return count;
}

async function expectFormatted(file: MigrationFile, when: string): Promise<void> {
  await expectOnDisk(
    file,
    movedText(tidied(file), (secret) => !isLeftOut(secret)),
    when,
  );
}

async function cancelledHalfWay(): Promise<void> {
  const cancelling = cancellingAtSaveOf(many()[held()]!);
  try {
    await runPlan();
  } finally {
    cancelling.dispose();
  }
  const count = await countMoved('after cancelling');
  expectThat(count > 0 && count < many().length, `not half-way: ${count} of ${many().length} files moved`);
  expectNoValue(await report('You cancelled it'), 'the report');
}

async function continued(): Promise<void> {
  await continueRun();
  const files = savedFiles();
  expectEqual(await countMoved('after continuing'), files.length, 'files moved');
  const moved = secretsOf(files).filter((secret) => !isLeftOut(secret));
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
  for (const [index, file] of savedFiles().entries()) {
    await expectOnDisk(file, isFormatted(index) ? tidied(file).text : file.text, 'after undo');
  }
  await expectInVault(secretsOf(many()), [], 'after undo');
  expectNoValue(await report('undone'), 'the report of the undo');
}

/** Moving many secrets in a window of its own, under the token of the environment. */
export const migrationCases: readonly SuiteCase[] = [
  {
    name: 'migration: signs in with the environment',
    async run() {
      await open(many()[0]!);
      await vscode.extensions.getExtension('vault-refs.vault-refs')?.activate();
      await acceptingProposals(vscode.commands.executeCommand('vaultRefs.signIn'));
    },
  },
  { name: 'a file of 30 secrets that is not open: preview, run, undo', run: fileOfThirty },
  {
    name: 'a file that is not saved refuses the whole run; saved from the view it is planned',
    run: dirtyFileIsInTheWay,
  },
  { name: 'the previews say what will happen, without the secret that is unticked', run: previewsWithoutOne },
  { name: 'cancelled half-way, each file is as it was or as planned', run: cancelledHalfWay },
  { name: `continued, all ${isFullRun ? 40 : 8} files and Vault are as planned`, run: continued },
  { name: 'undone, files and Vault are as they were', run: takenBack },
];

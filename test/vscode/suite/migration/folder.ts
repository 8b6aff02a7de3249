import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { isFullRun } from '../../../support/fullRun.ts';
import { bigFile, manyFiles } from '../../migration/suiteMigration.ts';
import type { MigrationFile } from '../../migration/migrationFiles.ts';
import { expectThat } from '../suiteCase.ts';

/** The one folder of this window. */
export function folder(): vscode.WorkspaceFolder {
  const [found] = vscode.workspace.workspaceFolders ?? [];
  if (!found) throw new Error('no workspace folder');
  return found;
}

export const big = (): MigrationFile => bigFile(folder().name);
export const many = (): readonly MigrationFile[] => manyFiles(folder().name, isFullRun);

export function at({ path }: Pick<MigrationFile, 'path'>): vscode.Uri {
  return vscode.Uri.joinPath(folder().uri, path);
}

/** Opens a file in a tab that stays. */
export async function open(file: MigrationFile): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(at(file));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** Text as it is on disk, byte order mark included. */
export function onDisk(file: MigrationFile): Promise<string> {
  return readFile(at(file).fsPath, 'utf8');
}

/** @throws Error with the first place where a file is not as it has to be, byte for byte. */
export async function expectOnDisk(file: MigrationFile, expected: string, when: string): Promise<void> {
  const actual = await readFile(at(file).fsPath);
  const wanted = Buffer.from(expected, 'utf8');
  if (actual.equals(wanted)) return;
  const differs = actual.findIndex((byte, index) => byte !== wanted[index]);
  const place = differs === -1 ? actual.length : differs;
  const around = (bytes: Buffer): string =>
    JSON.stringify(bytes.subarray(Math.max(0, place - 40), place + 40).toString('utf8'));
  throw new Error(`${file.path} ${when}: expected ${around(wanted)}, was ${around(actual)}`);
}

const addition = '# an edit that is not saved yet\n';

/** A file with an edit of a person, which has nothing to do with its secrets. */
export function withEdit(file: MigrationFile): MigrationFile {
  return { ...file, text: `${addition}${file.text}` };
}

/** Makes that edit in its document, without saving; returns the file as it will be. */
export async function edited(document: vscode.TextDocument, file: MigrationFile): Promise<MigrationFile> {
  const change = new vscode.WorkspaceEdit();
  change.insert(document.uri, new vscode.Position(0, 0), addition);
  expectThat(await vscode.workspace.applyEdit(change), 'not edited');
  return withEdit(file);
}

import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { plainPassword } from '../suiteWorkspace.ts';
import { acceptingProposals, expectProblems, openFile, quickFix, rangeOf } from './editor.ts';
import { eventually, expectEqual, expectThat } from './suiteCase.ts';
import type { SuiteCase } from './suiteCase.ts';
import { vaultValue } from './vaultValue.ts';

/** Applies a quick fix, compares the text with `before` where `from` became `to`, and undoes it. */
async function fixAndUndo(title: string, from: string, to: string): Promise<void> {
  const document = await openFile('alpha', 'app.yaml');
  const before = document.getText();
  const range = rangeOf(document, from);
  const action = await eventuallyFix(document, range, title);
  expectThat(action.isPreferred === true, `"${action.title}" is not preferred`);
  expectThat(action.edit !== undefined && (await vscode.workspace.applyEdit(action.edit)), 'not applied');
  expectEqual(document.getText(), before.replace(from, to), 'text after the fix');
  await vscode.commands.executeCommand('undo');
  expectEqual(document.getText(), before, 'text after undo');
}

async function eventuallyFix(
  document: vscode.TextDocument,
  range: vscode.Range,
  title: string,
): Promise<vscode.CodeAction> {
  let action: vscode.CodeAction | undefined;
  await eventually(async () => {
    action = await quickFix(document, range, title);
  });
  expectThat(action !== undefined, `no quick fix ${title}`);
  return action;
}

async function moveSaveUndo(): Promise<void> {
  const document = await openFile('alpha', 'move.yaml');
  const before = document.getText();
  const range = rangeOf(document, plainPassword);
  const { command } = await eventuallyFix(document, range, 'Move to Vault');
  expectThat(command !== undefined, 'the fix has no command');
  expectThat(!JSON.stringify(command).includes(plainPassword), 'the command carries the value');
  const run = vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
  await acceptingProposals(run);
  const after = before.replace(plainPassword, 'secret/alpha/move#smtp_password');
  await eventually(() => expectEqual(document.getText(), after, 'text after the move'));
  expectEqual((await vaultValue('secret', 'alpha/move'))['smtp_password'], plainPassword, 'value in Vault');
  await expectProblems(document, []);
  await document.save();
  expectEqual(await readFile(document.uri.fsPath, 'utf8'), after, 'file on disk');
  await vscode.commands.executeCommand('undo');
  expectEqual(document.getText(), before, 'text after undo');
}

/** What changes text or Vault. */
export const fixCases: readonly SuiteCase[] = [
  {
    name: 'a quick fix mends the path, undo restores the text',
    run: () => fixAndUndo('', 'shop/databse', 'shop/database'),
  },
  {
    name: 'a quick fix mends the key, undo restores the text',
    run: () => fixAndUndo('', 'pasword', 'password'),
  },
  {
    name: 'a quick fix removes data/, undo restores the text',
    run: () => fixAndUndo('Remove', 'secret/data/shop', 'secret/shop'),
  },
  {
    name: 'a missing secret can be created, and the command holds names only',
    async run() {
      const document = await openFile('alpha', 'app.yaml');
      const action = await eventuallyFix(document, rangeOf(document, 'shop/nothing/like/this'), 'Create');
      expectThat(action.command !== undefined && action.edit === undefined, 'not a command alone');
    },
  },
  { name: 'moves a secret: text, file and Vault agree, undo restores the text', run: moveSaveUndo },
  {
    name: 'signed out again, only what the remembered mounts tell is a problem',
    async run() {
      await vscode.commands.executeCommand('vaultRefs.signOut');
      await expectProblems(await openFile('alpha', 'app.yaml'), [['reference.data-segment', 'data/']]);
    },
  },
];

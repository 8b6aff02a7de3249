import * as vscode from 'vscode';
import { plainPassword } from '../suiteWorkspace.ts';
import { expectProblems, openFile, quickFix, rangeOf } from './editor.ts';
import { eventually, expectEqual, expectThat } from './suiteCase.ts';
import type { SuiteCase } from './suiteCase.ts';

/** Sets a setting of the folder that a document is in, or takes it away. */
function set(document: vscode.TextDocument, name: string, value: unknown): Thenable<void> {
  const settings = vscode.workspace.getConfiguration('vaultRefs.detection', document.uri);
  return settings.update(name, value, vscode.ConfigurationTarget.WorkspaceFolder);
}

async function switchOffAndOn(): Promise<void> {
  const document = await openFile('alpha', 'move.yaml');
  await expectProblems(document, [['secret.plaintext', plainPassword]]);
  await set(document, 'overrides', [{ rule: '*', files: '*.yaml', confidence: 'off' }]);
  await expectProblems(document, []);
  await set(document, 'overrides', undefined);
  await expectProblems(document, [['secret.plaintext', plainPassword]]);
}

async function ruleOfOnesOwn(): Promise<void> {
  const document = await openFile('alpha', 'move.yaml');
  await set(document, 'rules', [{ id: 'shop-user', keyPattern: '^user$', confidence: 'high' }]);
  await expectProblems(document, [
    ['secret.plaintext', 'shop'],
    ['secret.plaintext', plainPassword],
  ]);
  await set(document, 'rules', undefined);
  await expectProblems(document, [['secret.plaintext', plainPassword]]);
}

async function ignoreAndUndo(): Promise<void> {
  const document = await openFile('alpha', 'move.yaml');
  const before = document.getText();
  let action: vscode.CodeAction | undefined;
  await eventually(async () => {
    action = await quickFix(document, rangeOf(document, plainPassword), 'Ignore');
  });
  expectThat(action?.edit !== undefined && (await vscode.workspace.applyEdit(action.edit)), 'not applied');
  expectThat(document.getText().includes('vault-refs: ignore'), 'no comment of ours');
  expectThat(
    document.getText().startsWith(before.slice(0, before.indexOf('password'))),
    'other lines changed',
  );
  await expectProblems(document, []);
  await vscode.commands.executeCommand('undo');
  expectEqual(document.getText(), before, 'text after undo');
  await expectProblems(document, [['secret.plaintext', plainPassword]]);
}

/** What people set of detection; nothing is restarted. */
export const detectionCases: readonly SuiteCase[] = [
  { name: 'a setting switches rules off and on again at once', run: switchOffAndOn },
  { name: 'a rule of one’s own finds at once', run: ruleOfOnesOwn },
  { name: 'a finding is ignored by a comment, undo restores the text', run: ignoreAndUndo },
];

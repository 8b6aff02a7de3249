import * as vscode from 'vscode';
import { storedPassword } from '../suiteWorkspace.ts';
import { acceptingProposals, expectProblems, openFile, rangeOf } from './editor.ts';
import { eventually, expectEqual, expectThat } from './suiteCase.ts';
import type { SuiteCase } from './suiteCase.ts';

async function labels(document: vscode.TextDocument, position: vscode.Position): Promise<string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return list.items
    .filter(({ kind }) => kind !== vscode.CompletionItemKind.Text)
    .map(({ label }) => (typeof label === 'string' ? label : label.label))
    .sort();
}

async function hoverText(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  const contents = hovers.flatMap((hover) => hover.contents);
  return contents.map(markdownOf).join('\n');
}

/** Providers may answer in older forms too; only this extension's, a MarkdownString, is looked at. */
function markdownOf(content: unknown): string {
  return content instanceof vscode.MarkdownString ? content.value : '';
}

async function expectLabels(line: number, expected: readonly string[]): Promise<void> {
  const document = await openFile('alpha', 'complete.yaml');
  const { end } = document.lineAt(line).range;
  await eventually(async () => expectEqual(await labels(document, end), expected, 'completion'));
}

/** What is asked of Vault: names, never values. */
export const vaultCases: readonly SuiteCase[] = [
  {
    name: 'signs in with the environment after the user agrees',
    async run() {
      await acceptingProposals(vscode.commands.executeCommand('vaultRefs.signIn'));
    },
  },
  {
    name: 'diagnostics of YAML references have exact ranges',
    run: async () =>
      expectProblems(await openFile('alpha', 'app.yaml'), [
        ['reference.no-such-path', 'shop/databse'],
        ['reference.no-such-key', 'pasword'],
        ['reference.data-segment', 'data/'],
        ['reference.no-such-path', 'shop/nothing/like/this'],
        ['reference.no-such-path', 'shop/databaze'],
      ]),
  },
  {
    name: 'multi-root: diagnostics of a JSON file in the second folder have exact ranges',
    run: async () =>
      expectProblems(await openFile('beta', 'settings.json'), [['reference.no-such-path', 'shop/smpt']]),
  },
  {
    name: 'completes a path segment',
    run: () => expectLabels(0, ['database', 'smtp']),
  },
  {
    name: 'completes a key',
    run: () => expectLabels(1, ['password', 'username']),
  },
  {
    name: 'hover tells keys and existence behind a mask, without the value',
    async run() {
      const document = await openFile('alpha', 'app.yaml');
      await eventually(async () => {
        const text = await hoverText(document, rangeOf(document, 'shop/database#password').start);
        expectThat(text.includes('Exists'), `no existence in the hover: ${text.slice(0, 200)}`);
        expectThat(text.includes('••'), 'no mask in the hover');
        expectThat(text.includes('username'), 'no keys in the hover');
        expectThat(!text.includes(storedPassword), 'the hover shows the value');
      });
    },
  },
];

import * as vscode from 'vscode';
import { plainPassword } from '../suiteWorkspace.ts';
import { openFile, quickFix, rangeOf } from './editor.ts';
import { eventually, expectEqual, expectThat, pause } from './suiteCase.ts';
import type { SuiteCase } from './suiteCase.ts';

const folder = 'gamma';
const secret = `password: ${plainPassword}\n`;

function root(): vscode.Uri {
  const found = vscode.workspace.workspaceFolders?.find(({ name }) => name === folder);
  if (!found) throw new Error(`no workspace folder ${folder}`);
  return found.uri;
}

function at(path: string): vscode.Uri {
  return vscode.Uri.joinPath(root(), path);
}

async function write(path: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(at(path), Buffer.from(text));
}

const ours = (uri: vscode.Uri): vscode.Diagnostic[] =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'vault-refs');

/** Our problems of the folder's files, whether open or not: paths with the number of problems. */
function problemsByFile(): Readonly<Record<string, number>> {
  const all = vscode.languages
    .getDiagnostics()
    .filter(([uri]) => uri.path.startsWith(`${root().path}/`))
    .map(([uri]) => [uri.path.slice(root().path.length + 1), ours(uri).length] as const)
    .filter(([, count]) => count > 0);
  return Object.fromEntries(all.sort(([one], [other]) => (one < other ? -1 : 1)));
}

const expectFiles = (expected: Readonly<Record<string, number>>): Promise<void> =>
  eventually(() => expectEqual(problemsByFile(), expected, 'files with problems'));

const scan = (): Thenable<unknown> => vscode.commands.executeCommand('vaultRefs.scanWorkspace');

async function closeTabs(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Numbers of problems of a file that were ever shown while `act` ran. */
async function countsDuring(uri: vscode.Uri, act: () => Promise<void>): Promise<readonly number[]> {
  const seen = new Set([ours(uri).length]);
  const listening = vscode.languages.onDidChangeDiagnostics(() => seen.add(ours(uri).length));
  const polling = setInterval(() => seen.add(ours(uri).length), 1);
  try {
    await act();
  } finally {
    clearInterval(polling);
    listening.dispose();
  }
  return [...seen];
}

async function findsInClosedFiles(): Promise<void> {
  await closeTabs();
  await scan();
  await expectFiles({ 'conf/a.yaml': 1, 'conf/b.json': 1, 'list.yaml': 2 });
  const [closed] = ours(at('conf/a.yaml'));
  const document = await openFile(folder, 'conf/a.yaml');
  await pause(1000);
  const [open, ...more] = ours(document.uri);
  expectEqual([open, more.length], [closed, 0], 'the open document says the same');
}

async function neitherTwiceNorMissing(): Promise<void> {
  await closeTabs();
  await expectFiles({ 'conf/a.yaml': 1, 'conf/b.json': 1, 'list.yaml': 2 });
  for (const path of ['list.yaml', 'conf/b.json', 'list.yaml']) {
    const count = ours(at(path)).length;
    const seen = await countsDuring(at(path), async () => {
      await openFile(folder, path);
      await pause(700);
      await closeTabs();
      await pause(700);
    });
    expectEqual(seen, [count], `numbers of problems of ${path} while it is opened and closed`);
  }
}

async function editsAreTheDocuments(): Promise<void> {
  const document = await openFile(folder, 'conf/a.yaml');
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), `first: 1\ndb_${secret}`);
  await vscode.workspace.applyEdit(edit);
  await eventually(() => expectEqual(ours(document.uri).length, 2, 'problems of the edited document'));
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await closeTabs();
  await expectFiles({ 'conf/a.yaml': 1, 'conf/b.json': 1, 'list.yaml': 2 });
}

async function opensFromTheTree(): Promise<void> {
  await closeTabs();
  const uri = at('list.yaml');
  const [, second] = ours(uri);
  expectThat(second !== undefined, 'no second problem');
  const file = { uri: uri.toString(), folderName: folder, path: 'list.yaml' };
  await vscode.commands.executeCommand('vaultRefs.openSecret', {
    kind: 'secret',
    file,
    secret: { range: second.range },
  });
  await eventually(() => {
    const editor = vscode.window.activeTextEditor;
    expectEqual(editor?.document.uri.toString(), uri.toString(), 'open file');
    expectEqual(editor?.selection.start, second.range.start, 'selection');
  });
}

async function suppressOne(): Promise<void> {
  const document = await openFile(folder, 'conf/a.yaml');
  let action: vscode.CodeAction | undefined;
  await eventually(async () => {
    action = await quickFix(document, rangeOf(document, plainPassword), 'Ignore');
  });
  expectThat(action?.edit !== undefined && (await vscode.workspace.applyEdit(action.edit)), 'not applied');
  await document.save();
  await closeTabs();
  await expectFiles({ 'conf/b.json': 1, 'list.yaml': 2 });
  await pause(1000);
  await expectFiles({ 'conf/b.json': 1, 'list.yaml': 2 });
}

async function followsTheDisk(): Promise<void> {
  await write('new.yaml', secret);
  await expectFiles({ 'conf/b.json': 1, 'list.yaml': 2, 'new.yaml': 1 });
  await vscode.workspace.fs.rename(at('new.yaml'), at('newer.yaml'));
  await expectFiles({ 'conf/b.json': 1, 'list.yaml': 2, 'newer.yaml': 1 });
  await vscode.workspace.fs.delete(at('newer.yaml'));
  await expectFiles({ 'conf/b.json': 1, 'list.yaml': 2 });
  await vscode.workspace.fs.rename(at('conf'), at('moved'));
  await expectFiles({ 'list.yaml': 2, 'moved/b.json': 1 });
  await vscode.workspace.fs.delete(at('moved'), { recursive: true });
  await expectFiles({ 'list.yaml': 2 });
}

async function cleared(): Promise<void> {
  await vscode.commands.executeCommand('vaultRefs.clearScanResults');
  await expectFiles({});
  await write('after.yaml', secret);
  await pause(1500);
  await expectFiles({});
  await vscode.workspace.fs.delete(at('after.yaml'));
}

/** Scanning the workspace, which needs no connection. */
export const scanCases: readonly SuiteCase[] = [
  { name: 'a scan lists closed files in Problems, as their open documents do', run: findsInClosedFiles },
  { name: 'opening and closing shows nothing twice and leaves no gap', run: neitherTwiceNorMissing },
  { name: 'an edited document speaks for itself', run: editsAreTheDocuments },
  { name: 'an entry of the tree opens the file at the secret', run: opensFromTheTree },
  { name: 'a finding that is ignored by a comment goes from the results', run: suppressOne },
  { name: 'the results follow files that come, go and are renamed, and folders', run: followsTheDisk },
  { name: 'results are cleared, and nothing comes back by itself', run: cleared },
];

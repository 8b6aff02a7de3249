import * as vscode from 'vscode';
import { eventually, expectEqual, pause } from './suiteCase.ts';

/** Opens and shows a file of one of the workspace's folders: diagnostics are pulled for what is shown. */
export async function openFile(folder: string, name: string): Promise<vscode.TextDocument> {
  const document = await openHidden(folder, name);
  await vscode.window.showTextDocument(document);
  return document;
}

/** Opens a file of one of the workspace's folders without a tab, as other extensions and the editor itself do. */
export async function openHidden(folder: string, name: string): Promise<vscode.TextDocument> {
  const root = vscode.workspace.workspaceFolders?.find((candidate) => candidate.name === folder);
  if (root === undefined) throw new Error(`no workspace folder ${folder}`);
  return vscode.workspace.openTextDocument(vscode.Uri.joinPath(root.uri, name));
}

/** Opens and shows a document that was never saved. */
export async function openUntitled(language: string, content: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document);
  return document;
}

/** The range of the `occurrence`-th (from 0) appearance of `part`. */
export function rangeOf(document: vscode.TextDocument, part: string, occurrence = 0): vscode.Range {
  let at = -1;
  for (let count = 0; count <= occurrence; count += 1) at = document.getText().indexOf(part, at + 1);
  if (at < 0) throw new Error(`no "${part}" in ${document.fileName}`);
  return new vscode.Range(document.positionAt(at), document.positionAt(at + part.length));
}

/** Our diagnostics as `code@line:from-line:to`, sorted; lines and columns from 0. */
export function problems(document: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === 'vault-refs')
    .map(({ code, range }) => problem(codeText(code), range))
    .sort();
}

export function problem(code: string, { start, end }: vscode.Range): string {
  return `${code}@${start.line}:${start.character}-${end.line}:${end.character}`;
}

function codeText(code: vscode.Diagnostic['code']): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits until exactly these problems are shown: `[code, part of the text, occurrence]`. */
export function expectProblems(
  document: vscode.TextDocument,
  expected: readonly (readonly [string, string, number?])[],
): Promise<void> {
  const wanted = expected.map(([code, part, occurrence]) =>
    problem(code, rangeOf(document, part, occurrence)),
  );
  return eventually(() => expectEqual(problems(document), wanted.sort(), document.fileName));
}

/** Quick fixes offered at the start of a range. */
export async function quickFixes(
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<vscode.CodeAction[]> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
  );
  return actions.filter(({ kind }) => kind !== undefined && vscode.CodeActionKind.QuickFix.contains(kind));
}

/** The quick fix whose title begins with `title`. @throws Error that lists the others. */
export async function quickFix(
  document: vscode.TextDocument,
  range: vscode.Range,
  title: string,
): Promise<vscode.CodeAction> {
  const actions = await quickFixes(document, range);
  const found = actions.find((action) => action.title.startsWith(title));
  if (found !== undefined) return found;
  throw new Error(`no quick fix "${title}" among: ${actions.map((action) => action.title).join(', ')}`);
}

/**
 * Accepts what each list and input box proposes until `task` has ended. A suite cannot type into them.
 * @throws Error when it has not ended after `patienceMs`.
 */
export async function acceptingProposals<T>(task: Thenable<T>, patienceMs = 20_000): Promise<T> {
  const accept = setInterval(() => {
    void vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  }, 150);
  const late = pause(patienceMs).then(() => {
    throw new Error(`a dialog stayed open for ${patienceMs / 1000} s`);
  });
  try {
    return await Promise.race([Promise.resolve(task), late]);
  } finally {
    clearInterval(accept);
  }
}

import * as vscode from 'vscode';
import { migrationViewId } from '../../commands/commandIds.ts';
import type { MigrationEditor, PreviewTexts } from '../migrationEditor.ts';
import { shown } from '../runText.ts';
import { previewScheme, VirtualTexts } from './virtualTexts.ts';

const reportUri = vscode.Uri.from({ scheme: previewScheme, path: '/Migration report.md' });

/** What moving many secrets does in this editor. */
export function createMigrationEditor(
  subscriptions: vscode.ExtensionContext['subscriptions'],
): MigrationEditor {
  const texts = new VirtualTexts();
  const previews = new Set<string>();
  subscriptions.push(
    texts,
    vscode.workspace.registerTextDocumentContentProvider(previewScheme, texts),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => closed(uri)),
  );
  return { showView, showPreview, renewPreview, shownPreviews, showReport, save, isInWorkspace, ownTemplate };

  function closed(uri: vscode.Uri): void {
    if (uri.scheme !== previewScheme || uri.toString() === reportUri.toString()) return;
    texts.forget(uri);
    previews.delete(fileOf(uri));
  }

  async function showPreview(uri: string, preview: PreviewTexts): Promise<void> {
    renewPreview(uri, preview);
    previews.add(uri);
    const name = vscode.Uri.parse(uri).path.split('/').at(-1) ?? '';
    const title = `${shown(name)} (what moving to Vault does)`;
    await vscode.commands.executeCommand('vscode.diff', sideOf(uri, 'before'), sideOf(uri, 'after'), title);
  }

  function renewPreview(uri: string, { before, after }: PreviewTexts): void {
    texts.put(sideOf(uri, 'before'), before);
    texts.put(sideOf(uri, 'after'), after);
  }

  function shownPreviews(): readonly string[] {
    return [...previews];
  }

  async function showReport(markdown: string): Promise<void> {
    texts.put(reportUri, markdown);
    try {
      await vscode.commands.executeCommand('markdown.showPreview', reportUri);
    } catch {
      // Without the editor's Markdown extension it is read as it is.
      await vscode.window.showTextDocument(reportUri);
    }
  }
}

/** One side of a preview, under the file's own path, by which the editor knows its language. */
function sideOf(uri: string, side: keyof PreviewTexts): vscode.Uri {
  const { path } = vscode.Uri.parse(uri);
  return vscode.Uri.from({ scheme: previewScheme, path, query: `${side} ${uri}` });
}

function fileOf({ query }: vscode.Uri): string {
  return query.slice(query.indexOf(' ') + 1);
}

async function showView(): Promise<void> {
  await vscode.commands.executeCommand(`${migrationViewId}.focus`);
}

async function save(uri: string): Promise<boolean> {
  const document = vscode.workspace.textDocuments.find((one) => one.uri.toString() === uri);
  // The editor would ask where to save one that has no file.
  if (document?.uri.scheme !== 'file') return false;
  if (!document.isDirty) return true;
  try {
    return await document.save();
  } catch {
    return false;
  }
}

/** Merged values are not asked for: a workspace could have written them. */
function ownTemplate(): string | undefined {
  const value: unknown = vscode.workspace
    .getConfiguration('vaultRefs')
    .inspect('migration.target')?.globalValue;
  return typeof value === 'string' ? value : undefined;
}

function isInWorkspace(uri: string): boolean {
  return vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(uri)) !== undefined;
}

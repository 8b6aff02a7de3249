import * as vscode from 'vscode';
import type { ScanRange } from '../../../server/src/protocol.ts';
import { viewId } from '../commands/commandIds.ts';

/** PORT: what commands do in the editor. */
export interface EditorActions {
  /** Opens a file, and selects a place in it. */
  open(uri: string, range?: ScanRange): Promise<void>;
  copyPath(uri: string): Promise<void>;
  /** The document that is edited. */
  activeDocument(): { readonly uri: string; readonly version: number } | undefined;
  /** Shows the view of plaintext secrets. */
  showSecrets(): Promise<void>;
}

export const editorActions: EditorActions = {
  async open(uri, range) {
    const options = range ? { selection: toRange(range) } : {};
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(uri), options);
  },
  async copyPath(uri) {
    await vscode.env.clipboard.writeText(vscode.Uri.parse(uri).fsPath);
  },
  activeDocument() {
    const document = vscode.window.activeTextEditor?.document;
    return document && { uri: document.uri.toString(), version: document.version };
  },
  async showSecrets() {
    await vscode.commands.executeCommand(`${viewId}.focus`);
  },
};

function toRange({ start, end }: ScanRange): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

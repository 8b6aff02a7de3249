import * as vscode from 'vscode';
import { generationFileName } from './generationFile.ts';

/** Calls back when any window has changed the file. */
export function watchGenerationFile(folder: vscode.Uri, changed: () => void): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(
    new vscode.RelativePattern(folder, generationFileName),
  );
  watcher.onDidChange(changed);
  watcher.onDidCreate(changed);
  return watcher;
}

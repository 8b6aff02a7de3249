import * as vscode from 'vscode';
import type { Reports } from './reports.ts';

const scheme = 'vault-refs-report';

/** Reports as documents of a scheme of their own: nothing is on disk, and nothing asks to be saved. */
export function shownReports(subscriptions: { dispose(): unknown }[]): Reports {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  subscriptions.push(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.path) ?? '',
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === scheme) texts.delete(uri.path);
    }),
  );
  return {
    show: async (name, text) => {
      const uri = vscode.Uri.from({ scheme, path: `/${name}` });
      texts.set(uri.path, text);
      changed.fire(uri);
      await vscode.window.showTextDocument(uri, { preview: true });
    },
    copy: async () => {
      const document = vscode.window.activeTextEditor?.document;
      if (document?.uri.scheme === scheme) await vscode.env.clipboard.writeText(document.getText());
    },
  };
}

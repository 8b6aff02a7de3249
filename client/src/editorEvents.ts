import * as vscode from 'vscode';
import type { VaultPolicy } from '../../server/src/protocol.ts';
import { connectionSettingNames } from './connection/connectionSettingNames.ts';
import { readEditorPolicy } from './connection/editorPolicy.ts';
import { proxySettings } from './connection/editorProxy.ts';
import type { VaultConnection } from './connection/vaultConnection.ts';
import { Throttle } from './throttle.ts';

const focusIntervalMs = 60_000;

/** What in the editor makes the connection look again: trust, settings, and the window getting the focus. */
export function watchEditor(
  connection: VaultConnection,
  attempt: (task: Promise<void>) => void,
): vscode.Disposable[] {
  const throttle = new Throttle(focusIntervalMs, Date.now);
  return [
    vscode.workspace.onDidGrantWorkspaceTrust(() => attempt(connection.resume())),
    vscode.workspace.onDidChangeConfiguration((event) => {
      const isAffected = [
        ...connectionSettingNames.map((name) => `vaultRefs.${name}`),
        ...proxySettings,
      ].some((name) => event.affectsConfiguration(name));
      if (event.affectsConfiguration('vaultRefs.policy')) attempt(connection.policyChanged(editorPolicy()));
      else if (isAffected) attempt(connection.settingsChanged());
      else if (event.affectsConfiguration('vaultRefs.suggestedConnection')) connection.showAgain();
    }),
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused && throttle.take()) attempt(connection.refreshQuietly());
    }),
  ];
}

function editorPolicy(): VaultPolicy {
  return readEditorPolicy(vscode.workspace.getConfiguration('vaultRefs'));
}

import * as vscode from 'vscode';
import { paletteCommands } from '../commands/commandIds.ts';

/** Stands in the status bar, in the colour of warnings, as long as the server's certificate is not checked. */
export class TlsWarning implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('vaultRefs.tls', vscode.StatusBarAlignment.Left);

  constructor() {
    this.#item.name = 'Vault Certificate';
    this.#item.text = '$(warning) Vault: certificate not checked';
    this.#item.tooltip =
      'vaultRefs.skipTlsVerify is on: whoever is between you and the server can read your token and your secrets.';
    this.#item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
    this.#item.accessibilityInformation = { label: 'Vault: the certificate of the server is not checked' };
    this.#item.command = paletteCommands.showConnectionDetails;
  }

  show(isSkipped: boolean): void {
    if (isSkipped) this.#item.show();
    else this.#item.hide();
  }

  dispose(): void {
    this.#item.dispose();
  }
}

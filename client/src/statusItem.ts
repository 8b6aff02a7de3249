import * as vscode from 'vscode';
import { contextKeys } from './commands/commandIds.ts';
import type { ConnectionView } from './connection/connectionView.ts';
import { refusedRedirect } from './connection/connectionView.ts';
import type { StatusNames } from './connection/statusText.ts';
import { statusText } from './connection/statusText.ts';
import { plainText } from './dialogs/plainText.ts';
import { documentSelector } from './languages.ts';

const severities = {
  information: vscode.LanguageStatusSeverity.Information,
  warning: vscode.LanguageStatusSeverity.Warning,
  error: vscode.LanguageStatusSeverity.Error,
};

/** The language status item that tells the state of the connection; its click is the way out. */
export class StatusItem implements vscode.Disposable {
  readonly #item: vscode.LanguageStatusItem;

  constructor() {
    this.#item = vscode.languages.createLanguageStatusItem('vaultRefs.connection', documentSelector);
    this.#item.name = 'Vault Connection';
    this.show({ kind: 'starting' }, false);
  }

  /** Shows the view, and tells package.json's conditions of it. */
  show(view: ConnectionView, hasConnection: boolean, names: StatusNames = {}): void {
    setContext(contextKeys.connected, view.kind === 'status');
    setContext(contextKeys.hasConnection, hasConnection || view.kind === 'status');
    setContext(contextKeys.redirectRefused, refusedRedirect(view) !== undefined);
    const { text, detail, severity, busy, button } = statusText(view, names);
    this.#item.text = text;
    this.#item.detail = plainText(detail);
    this.#item.severity = severities[severity];
    this.#item.busy = busy;
    this.#item.command = button && { title: button.label, command: button.command };
    this.#item.accessibilityInformation = { label: detail ? `${text}. ${detail}` : text };
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}

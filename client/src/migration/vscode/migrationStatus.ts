import * as vscode from 'vscode';
import { migrationCommands } from '../../commands/commandIds.ts';
import type { Runs } from '../runs.ts';
import { statusLine } from '../statusLine.ts';

/** The status bar item that stays until every migration of this workspace is finished or dismissed. */
export class MigrationStatus implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('vaultRefs.migration', vscode.StatusBarAlignment.Left);
  readonly #runs: Runs;

  constructor(runs: Runs) {
    this.#runs = runs;
    this.#item.name = 'Vault Migration';
    this.#item.command = migrationCommands.showMigration;
    runs.changed.add(() => this.#show());
    this.#show();
  }

  dispose(): void {
    this.#item.dispose();
  }

  #show(): void {
    const line = statusLine(this.#runs.unfinishedHere);
    if (!line) {
      this.#item.hide();
      return;
    }
    this.#item.text = line.text;
    this.#item.tooltip = line.tooltip;
    this.#item.accessibilityInformation = { label: line.spoken };
    this.#item.show();
  }
}

import * as vscode from 'vscode';
import { contextKeys, migrationItemCommands, migrationViewId } from '../../commands/commandIds.ts';
import { migrationHeader } from '../header.ts';
import type { MigrationItem } from '../item.ts';
import type { MigrationNode } from '../nodes.ts';
import { childNodes, rootNodes } from '../nodes.ts';
import type { Plans } from '../plans.ts';
import { canContinue, canUndo } from '../runs.ts';
import type { Runs } from '../runs.ts';
import { migrationItem } from '../treeItems.ts';

/** Called with what was ticked and unticked. */
export type OnTick = (ticks: readonly (readonly [MigrationNode, boolean])[]) => void;

/** The view "Migration" in the Explorer: the plan, and what is unfinished. */
export class MigrationView implements vscode.Disposable {
  readonly #plans: Plans;
  readonly #runs: Runs;
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #view: vscode.TreeView<MigrationNode>;

  constructor(plans: Plans, runs: Runs, onTick: OnTick) {
    this.#plans = plans;
    this.#runs = runs;
    this.#view = vscode.window.createTreeView<MigrationNode>(migrationViewId, {
      treeDataProvider: {
        onDidChangeTreeData: this.#changed.event,
        getChildren: (node) => [...(node ? childNodes(node) : rootNodes(plans.plan, runs.unfinishedHere))],
        getTreeItem: toTreeItem,
      },
      manageCheckboxStateManually: true,
      showCollapseAll: true,
    });
    this.#view.onDidChangeCheckboxState(({ items }) =>
      onTick(items.map(([node, state]) => [node, state === vscode.TreeItemCheckboxState.Checked])),
    );
    plans.changed.add(() => this.#show());
    runs.changed.add(() => this.#show());
    this.#show();
  }

  dispose(): void {
    this.#view.dispose();
    this.#changed.dispose();
  }

  #show(): void {
    const { plan } = this.#plans;
    const { all, unfinishedHere, isWorking } = this.#runs;
    const { description, message } = migrationHeader(plan);
    this.#view.description = description;
    // The types know no message that is taken away, the editor does.
    (this.#view as { message?: string | undefined }).message = message;
    setContext(contextKeys.hasMigration, plan !== undefined || unfinishedHere.length > 0);
    setContext(contextKeys.hasMigrationPlan, plan !== undefined);
    setContext(contextKeys.hasMigrationRuns, all.length > 0);
    setContext(contextKeys.canContinueMigration, all.some(canContinue));
    setContext(contextKeys.canUndoMigration, all.some(canUndo));
    setContext(contextKeys.migrationRunning, isWorking);
    this.#changed.fire(undefined);
  }
}

const collapsing: Readonly<Record<MigrationItem['children'], vscode.TreeItemCollapsibleState>> = {
  none: vscode.TreeItemCollapsibleState.None,
  open: vscode.TreeItemCollapsibleState.Expanded,
  closed: vscode.TreeItemCollapsibleState.Collapsed,
};

function toTreeItem(node: MigrationNode): vscode.TreeItem {
  const isMultiRoot = (vscode.workspace.workspaceFolders ?? []).length > 1;
  const shown = migrationItem(node, isMultiRoot);
  const item = new vscode.TreeItem(shown.label, collapsing[shown.children]);
  item.id = shown.id;
  item.description = shown.description;
  item.tooltip = shown.tooltip;
  item.accessibilityInformation = { label: shown.spoken };
  item.contextValue = shown.context;
  item.iconPath = node.kind === 'file' ? vscode.ThemeIcon.File : new vscode.ThemeIcon(shown.icon);
  if (node.kind === 'file') item.resourceUri = vscode.Uri.parse(node.file.uri);
  if (shown.isOn !== undefined) item.checkboxState = checkbox(shown.isOn, shown.spoken);
  if (node.kind === 'entry') {
    const command = migrationItemCommands.openMigrationEntry;
    item.command = { command, title: 'Open File', arguments: [node] };
  }
  return item;
}

function checkbox(isOn: boolean, what: string): NonNullable<vscode.TreeItem['checkboxState']> {
  const { Checked, Unchecked } = vscode.TreeItemCheckboxState;
  return {
    state: isOn ? Checked : Unchecked,
    tooltip: isOn ? 'Leave out' : 'Move to Vault',
    accessibilityInformation: { label: `Move to Vault: ${what}`, role: 'checkbox' },
  };
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}

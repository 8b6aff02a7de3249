import * as vscode from 'vscode';
import type { ScanResults } from '../../../server/src/protocol.ts';
import { contextKeys, viewCommands, viewId } from '../commands/commandIds.ts';
import { Results, counted } from './scanResults.ts';
import type { Grouping, TreeNode } from './secretsTree.ts';
import { childNodes, rootNodes, treeEntry, treeHeader } from './secretsTree.ts';

/** The view "Plaintext Secrets" in the Explorer. */
export class SecretsView implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly #results = new Results(() => this.#show());
  readonly #view: vscode.TreeView<TreeNode>;
  #grouping: Grouping = 'file';

  constructor() {
    const provider: vscode.TreeDataProvider<TreeNode> = {
      onDidChangeTreeData: this.#changed.event,
      getChildren: (node) => [...(node ? childNodes(node) : rootNodes(this.#results.files, this.#grouping))],
      getTreeItem: toTreeItem,
    };
    this.#view = vscode.window.createTreeView(viewId, {
      treeDataProvider: provider,
      showCollapseAll: true,
    });
    this.#show();
  }

  /** Takes what the server tells. */
  take(results: ScanResults): void {
    this.#results.take(results);
  }

  /** Forgets what a server told that ended. */
  reset(): void {
    this.#results.reset();
  }

  groupBy(grouping: Grouping): void {
    this.#grouping = grouping;
    this.#show();
  }

  dispose(): void {
    this.#view.dispose();
    this.#changed.dispose();
  }

  #show(): void {
    const { state } = this.#results;
    const { description, message } = treeHeader(state);
    this.#view.description = description;
    // The types know no message that is taken away, the editor does.
    (this.#view as { message?: string | undefined }).message = message;
    const { secrets: value } = state;
    this.#view.badge = value === 0 ? undefined : { value, tooltip: counted(value, 'plaintext secret') };
    setContext(contextKeys.scanRunning, state.kind === 'running');
    setContext(contextKeys.hasScan, state.kind !== 'none');
    setContext(contextKeys.groupedByRule, this.#grouping === 'rule');
    this.#changed.fire(undefined);
  }
}

function toTreeItem(node: TreeNode): vscode.TreeItem {
  const isMultiRoot = (vscode.workspace.workspaceFolders ?? []).length > 1;
  const { id, label, description, tooltip, spoken, icon, hasChildren } = treeEntry(node, isMultiRoot);
  const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, hasChildren ? (node.kind === 'file' ? Expanded : Collapsed) : None);
  item.id = id;
  item.description = description;
  item.tooltip = tooltip;
  item.accessibilityInformation = { label: spoken };
  item.contextValue = node.kind;
  item.iconPath = node.kind === 'file' ? vscode.ThemeIcon.File : new vscode.ThemeIcon(icon);
  if (node.kind === 'file') item.resourceUri = vscode.Uri.parse(node.file.uri);
  if (node.kind === 'secret')
    item.command = { command: viewCommands.openSecret, title: 'Open', arguments: [node] };
  return item;
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}

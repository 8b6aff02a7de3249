import * as vscode from 'vscode';
import { describeError } from '../log/processOutput.ts';
import type { CommandParts } from './commandParts.ts';
import { showLogButton } from '../dialogs/dialogs.ts';
import type { CommandId } from './commandIds.ts';
import { lightbulbCommands, paletteCommands, viewCommands } from './commandIds.ts';
import { acceptFileFindings, acceptFinding } from './acceptFinding.ts';
import { allowRedirect } from './allowRedirect.ts';
import { configureVault } from './configureVault.ts';
import { createSecret } from './createSecret.ts';
import { findInVault } from './findInVault.ts';
import type { Handler } from './handler.ts';
import { migrationHandlers } from './migration/handlers.ts';
import { moveToVault } from './moveToVault.ts';
import { copySecretPath, openSecret, rescanFile, showSkippedFiles } from './scanResults.ts';
import { scanWorkspace } from './scanWorkspace.ts';
import { selectConnection } from './selectConnection.ts';
import { showConnectionDetails } from './connectionDetails.ts';
import { showMinimalPolicy } from './minimalPolicy.ts';
import { signIn } from './signIn.ts';
import { signOut, signOutAndRevoke } from './signOut.ts';
import { useReference } from './useReference.ts';

/** Registers every command, to run when the server was `started`. None returns a value: other extensions can call them too. */
export function registerCommands(
  parts: CommandParts,
  log: vscode.LogOutputChannel,
  started: () => Promise<void>,
): vscode.Disposable[] {
  const handlers: Readonly<Record<CommandId, Handler>> = {
    [paletteCommands.signIn]: (all) => signIn(all),
    [paletteCommands.selectConnection]: (all) => selectConnection(all),
    [paletteCommands.signOut]: (all) => signOut(all),
    [paletteCommands.signOutAndRevoke]: (all) => signOutAndRevoke(all),
    [paletteCommands.configureVault]: (all) => configureVault(all),
    [paletteCommands.refresh]: ({ connection }) => connection.refresh(),
    [paletteCommands.allowRedirect]: (all) => allowRedirect(all),
    [paletteCommands.showConnectionDetails]: (all) => showConnectionDetails(all),
    [paletteCommands.showMinimalPolicy]: (all) => showMinimalPolicy(all),
    [paletteCommands.copyReport]: ({ reports }) => reports.copy(),
    [paletteCommands.findInVault]: (all) => findInVault(all),
    [paletteCommands.showLog]: () => log.show(),
    [paletteCommands.openSettings]: openSettings,
    [paletteCommands.scanWorkspace]: (all) => scanWorkspace(all),
    [paletteCommands.showSecrets]: ({ editor }) => editor.showSecrets(),
    [paletteCommands.showSkippedFiles]: (all) => showSkippedFiles(all),
    [paletteCommands.clearScanResults]: ({ api }) => api.clearScan(),
    [paletteCommands.acceptFileFindings]: (all) => acceptFileFindings(all),
    [paletteCommands.groupByFile]: ({ view }) => view.groupBy('file'),
    [paletteCommands.groupByRule]: ({ view }) => view.groupBy('rule'),
    [viewCommands.openSecret]: openSecret,
    [viewCommands.rescanFile]: rescanFile,
    [viewCommands.copySecretPath]: copySecretPath,
    [lightbulbCommands.moveToVault]: moveToVault,
    [lightbulbCommands.acceptFinding]: acceptFinding,
    [lightbulbCommands.createSecret]: createSecret,
    [lightbulbCommands.useReference]: useReference,
    ...migrationHandlers,
  };
  return Object.entries(handlers).map(([id, handler]) =>
    vscode.commands.registerCommand(id, (...args: readonly unknown[]) => run(id, handler, args)),
  );

  async function run(id: string, handler: Handler, args: readonly unknown[]): Promise<void> {
    try {
      await started();
      await handler(parts, ...args);
    } catch (error) {
      log.error(`${id} failed: ${describeError(error)}`);
      parts.dialogs.tell('error', 'Vault Refs could not do that.', showLogButton);
    }
  }
}

async function openSettings(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.openSettings', '@ext:vault-refs.vault-refs');
}

import type { ClientCapabilities, Connection } from 'vscode-languageserver';
import type { InitializationOptions } from '../protocol.ts';
import type { Runtime } from '../runtime.ts';
import type { ResourceSettingsCache } from '../settings.ts';
import type { WatchedFiles } from '../watchedFiles.ts';
import type { WorkspaceBaselines } from '../workspaceBaseline/workspaceBaselines.ts';
import type { WorkspaceFolders } from '../workspaceFolders.ts';
import { ClosedFileDiagnostics } from './closedFileDiagnostics.ts';
import { FileUpdates, scanWatchers } from './fileUpdates.ts';
import { WorkspaceScan } from './workspaceScan.ts';

/** What scanning shares with the rest of a session. */
export interface SharedParts {
  readonly connection: Connection;
  readonly folders: WorkspaceFolders;
  readonly settings: ResourceSettingsCache;
  readonly watchedFiles: WatchedFiles;
  readonly baselines: WorkspaceBaselines;
  readonly options: InitializationOptions;
}

export interface OpenScan {
  readonly scan: WorkspaceScan;
  /** To be told when an open document's own diagnostics are shown, and when they are not any more. */
  readonly closedFiles: ClosedFileDiagnostics;
}

/** Puts the scanning of a session together. */
export function openScan(
  { connection, folders, settings, watchedFiles, baselines, options }: SharedParts,
  { timer, scanning, documentationPage }: Runtime,
  { textDocument, workspace }: ClientCapabilities,
): OpenScan {
  const beside = options.layersDiagnostics === true ? 'layers' : 'pull';
  const open = textDocument?.diagnostic ? beside : 'push';
  const diagnostics = new ClosedFileDiagnostics(connection, documentationPage, open);
  const canAsk = workspace?.configuration === true;
  const scan: WorkspaceScan = new WorkspaceScan({
    connection,
    timer,
    scanning,
    folders,
    settings,
    baselines,
    diagnostics,
    canAsk,
    onFirstScan: () => watchedFiles.watch(scanWatchers, updates.take),
  });
  const updates = new FileUpdates(scan, timer);
  return { scan, closedFiles: diagnostics };
}

import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { State } from 'vscode-languageclient/node';
import type {
  BrowserPage,
  ConnectionStatus,
  PasscodeParams,
  ScanResults,
  TokenNotice,
} from '../../server/src/protocol.ts';
import { methods } from '../../server/src/protocol.ts';
import { WorkDoneProgress } from 'vscode-languageclient/node';
import { createClient, journalFolderIn, requestsOver } from './client.ts';
import type { CommandParts, ProgressListening } from './commands/commandParts.ts';
import { signInWithBrowser } from './commands/browserSignIn.ts';
import { registerCommands } from './commands/registerCommands.ts';
import { askPasscode, tellTokenNotice } from './commands/serverQuestions.ts';
import { WriteConsents } from './commands/writeConsents.ts';
import type { ConnectionChoices } from './connection/connectionChoices.ts';
import { connectionChoices } from './connection/connectionChoices.ts';
import { readEditorProxy } from './connection/editorProxy.ts';
import { ConnectionMemory } from './connection/connectionMemory.ts';
import { Credentials } from './connection/credentials.ts';
import { generationFile } from './connection/generationFile.ts';
import { Generations } from './connection/generations.ts';
import type { ConnectionSettings } from './connection/settings.ts';
import { VaultConnection } from './connection/vaultConnection.ts';
import { watchGenerationFile } from './connection/watchGenerationFile.ts';
import { signalOf } from './dialogs/cancellation.ts';
import type { Dialogs } from './dialogs/dialogs.ts';
import { shownReports } from './dialogs/shownReports.ts';
import { externalBrowser } from './dialogs/externalBrowser.ts';
import { createDialogs } from './dialogs/vscodeDialogs.ts';
import { watchEditor } from './editorEvents.ts';
import { FirstStart } from './firstStart.ts';
import { documentSelector } from './languages.ts';
import { describeError } from './log/processOutput.ts';
import { createMigrationParts } from './migration/createMigrationParts.ts';
import { UnfinishedHere } from './migration/unfinishedHere.ts';
import { createMigrationEditor } from './migration/vscode/vscodeMigrationEditor.ts';
import { watchMigration } from './migration/vscode/watchMigration.ts';
import { editorActions } from './scan/editorActions.ts';
import { SecretsView } from './scan/secretsView.ts';
import { createServerApi } from './serverApi.ts';
import { StatusItem } from './statusItem.ts';
import { TlsWarning } from './connection/tlsWarning.ts';

/** The one composition root of the client: builds the parts, connects them and starts the server. */
export async function startSession(context: vscode.ExtensionContext): Promise<{ stop(): Promise<void> }> {
  const log = vscode.window.createOutputChannel('Vault Refs', { log: true });
  const connections = connectionChoices(
    context.workspaceState,
    () => vscode.workspace.getConfiguration('vaultRefs'),
    () => readEditorProxy(vscode.workspace.getConfiguration('http'), vscode.env.remoteName !== undefined),
  );
  const memory = new ConnectionMemory(context.globalState, () => connections.chosen.name ?? '');
  const client = createClient(context, log, memory);
  const statusItem = new StatusItem();
  const view = new SecretsView();
  const parts = createParts(context, client, memory, { statusItem, view, connections });
  const unfinished = new UnfinishedHere(context.workspaceState, journalFolderIn(context.globalStorageUri));
  const start = new FirstStart(() =>
    client.start().catch((error: unknown) => log.error(`No language server: ${describeError(error)}`)),
  );
  const attempt = (task: Promise<void>) =>
    void task.catch((error: unknown) => log.warn(`The connection failed: ${describeError(error)}`));
  context.subscriptions.push(
    log,
    statusItem,
    view,
    ...watchServer(client, parts.connection, attempt),
    watchGenerationFile(context.globalStorageUri, () => attempt(parts.connection.signedOutElsewhere())),
    ...watchScan(client, view),
    ...watchMigration(client, parts, context.secrets, (isUnfinished) =>
      attempt(unfinished.told(isUnfinished)),
    ),
    ...answerServer(client, parts.dialogs),
    ...watchEditor(parts.connection, attempt),
    ...registerCommands(parts, log, () => start.now()),
  );
  if (vscode.workspace.textDocuments.some(isOurs) || (await unfinished.mayBe())) await start.now();
  else context.subscriptions.push(startWithDocument(start));
  return { stop: async () => (client.needsStop() ? client.stop() : undefined) };
}

/** A server takes memory: in a window where nothing needs it none is started. */
function startWithDocument(start: FirstStart): vscode.Disposable {
  return vscode.workspace.onDidOpenTextDocument((document) => {
    if (isOurs(document)) void start.now();
  });
}

function isOurs(document: vscode.TextDocument): boolean {
  return vscode.languages.match(documentSelector, document) > 0;
}

function createParts(
  context: vscode.ExtensionContext,
  client: LanguageClient,
  memory: ConnectionMemory,
  {
    statusItem,
    view,
    connections,
  }: {
    readonly statusItem: StatusItem;
    readonly view: SecretsView;
    readonly connections: ConnectionChoices;
  },
): CommandParts {
  const dialogs = createDialogs(context.extensionMode);
  const api = createServerApi(requestsOver(client));
  const credentials = new Credentials(context.secrets);
  const settings = (): ConnectionSettings => connections.settings();
  const isTrusted = () => vscode.workspace.isTrusted;
  const tlsWarning = new TlsWarning();
  context.subscriptions.push(tlsWarning);
  const connection = new VaultConnection({
    api,
    memory,
    credentials,
    generations: new Generations(generationFile(context.globalStorageUri.fsPath)),
    settings,
    isTrusted,
    show: (view) => {
      statusItem.show(view, memory.connection !== undefined, connections.names());
      tlsWarning.show(connection.skipsTls);
    },
  });
  const writeConsents = new WriteConsents(context.workspaceState, dialogs);
  return {
    dialogs,
    api,
    connection,
    memory,
    writeConsents,
    connections,
    settings,
    isTrusted,
    isOpen,
    migration: createMigrationParts(
      api.migration,
      dialogs,
      context.workspaceState,
      createMigrationEditor(context.subscriptions),
    ),
    view,
    editor: editorActions,
    reports: shownReports(context.subscriptions),
    listenToProgress: (report) => listenToProgress(client, report),
  };
}

/** A new server process, also after a crash, is signed in again. */
function watchServer(
  client: LanguageClient,
  connection: VaultConnection,
  attempt: (task: Promise<void>) => void,
): { dispose(): unknown }[] {
  return [
    client.onNotification(methods.connectionStatus, (status: ConnectionStatus) =>
      attempt(connection.serverTold(status)),
    ),
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) attempt(connection.serverStarted());
      if (newState === State.Stopped || newState === State.StartFailed) connection.serverStopped();
    }),
  ];
}

/** What the server tells of the scan; with it end its results. */
function watchScan(client: LanguageClient, view: SecretsView): { dispose(): unknown }[] {
  return [
    client.onNotification(methods.scanResults, (results: ScanResults) => view.take(results)),
    client.onDidChangeState(({ newState }) => {
      if (newState !== State.Running) view.reset();
    }),
  ];
}

let progressCount = 0;

function listenToProgress(client: LanguageClient, report: (message: string) => void): ProgressListening {
  progressCount += 1;
  const token = `vaultRefs.scan.${progressCount}`;
  const listening = client.onProgress(WorkDoneProgress.type, token, (value) => {
    if (value.kind !== 'end' && value.message !== undefined) report(value.message);
  });
  return { token, dispose: () => void listening.dispose() };
}

/** What the server asks and tells the person. */
function answerServer(client: LanguageClient, dialogs: Dialogs): { dispose(): unknown }[] {
  return [
    client.onRequest(methods.passcode, (params: PasscodeParams) => askPasscode(dialogs, params)),
    client.onRequest(methods.browserSignIn, (page: BrowserPage, token: vscode.CancellationToken) =>
      signInWithBrowser(dialogs, externalBrowser, page, signalOf(token)),
    ),
    client.onNotification(methods.tokenNotice, (notice: TokenNotice) => tellTokenNotice(dialogs, notice)),
  ];
}

function isOpen(uri: string): boolean {
  return vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri);
}

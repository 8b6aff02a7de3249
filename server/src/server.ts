import type { ClientCapabilities, Connection, InitializeResult } from 'vscode-languageserver';
import {
  CodeActionKind,
  DidChangeConfigurationNotification,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { DiagnosticsSupport } from './diagnosticsSupport.ts';
import { pullDiagnostics, pushDiagnostics } from './diagnosticsSupport.ts';
import { registerBaselineHandlers } from './handlers/baseline.ts';
import { registerConnectionHandlers } from './handlers/connection.ts';
import { registerInVaultHandlers } from './handlers/inVault.ts';
import { openComparison } from './handlers/openComparison.ts';
import { registerLanguageFeatures, viewOf } from './handlers/languageFeatures.ts';
import { registerMigrationHandlers } from './handlers/migration.ts';
import { registerMigrationsHandlers } from './handlers/migrations.ts';
import { openMigrations } from './handlers/migrationsSession.ts';
import { registerScanHandlers } from './handlers/scan.ts';
import type { Session } from './handlers/session.ts';
import { fixAllKind, moveKind } from './languageService/features/codeActions/codeActions.ts';
import { comparable } from './handlers/workspacePlace.ts';
import type { AgreedPlace } from './inVault/comparison.ts';
import { KnownSecrets } from './inVault/knownSecrets.ts';
import { createLanguageService } from './languageService/index.ts';
import { methods } from './protocol.ts';
import { readInitializationOptions } from './initializationOptions.ts';
import { quietly } from './requestGuard.ts';
import type { Runtime, VaultAccess } from './runtime.ts';
import type { Subscription } from './languageService/secretStore.ts';
import { ResourceSettingsCache } from './settings.ts';
import { Typing } from './typing.ts';
import { WatchedFiles } from './watchedFiles.ts';
import { WorkspaceBaselines } from './workspaceBaseline/workspaceBaselines.ts';
import { WorkspaceFolders } from './workspaceFolders.ts';
import { editorSections } from './workspaceScan/scanSettings.ts';
import { openScan } from './workspaceScan/openScan.ts';

/** Serves one client over `connection` until it shuts down. */
export function startServer(connection: Connection, runtime: Runtime): void {
  let session: Session | undefined;
  const typing = new Typing(runtime.timer, () => session?.diagnostics().refresh());
  const documents = new TextDocuments({
    create: TextDocument.create,
    update: (document: TextDocument, changes, version) => typing.update(document, changes, version),
  });
  const current = (): Session => {
    if (!session) throw new Error('The client has not introduced itself.');
    return session;
  };

  connection.onInitialize((params) => {
    const { capabilities } = params;
    const folders = new WorkspaceFolders(connection, params);
    const options = readInitializationOptions(params.initializationOptions);
    session = openSession(connection, { documents, typing, folders, options }, runtime, capabilities);
    watch(session, capabilities);
    canRegister = capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true;
    return initializeResult(runtime, capabilities);
  });
  let canRegister = false;
  let warming: Subscription | undefined;
  connection.onInitialized(() =>
    quietly(() => {
      warming = runtime.warmUp?.(current().service);
      if (canRegister) askForSettingsChanges(connection);
      // Not before: it registers, and editors refuse that of a server that has not answered yet.
      current().folders.watch((removed) => {
        current().scan.foldersChanged(removed);
        current().migrations?.tellRuns();
        current().diagnostics().refresh();
      });
      current().baselines.watch(current().watchedFiles);
      void connection.sendNotification(methods.connectionStatus, current().access.status());
      current().migrations?.tellRuns();
    }),
  );
  connection.onShutdown(() =>
    quietly(() => {
      warming?.dispose();
      session?.scan.stop();
      session?.migrations?.stop();
      runtime.scanning.scanner.dispose();
      session?.service.checker.dispose();
      session?.access.signOut();
    }),
  );

  registerLanguageFeatures(connection, documents, current);
  registerConnectionHandlers(connection, current);
  registerMigrationHandlers(connection, documents, current);
  registerBaselineHandlers(connection, documents, current, runtime);
  registerScanHandlers(connection, current, runtime.timer);
  registerInVaultHandlers(connection, current, runtime.timer);
  registerMigrationsHandlers(connection, current, runtime.timer);
  documents.listen(connection);
  connection.listen();
}

function openSession(
  connection: Connection,
  given: Pick<Session, 'documents' | 'typing' | 'folders' | 'options'>,
  runtime: Runtime,
  capabilities: ClientCapabilities,
): Session {
  const access: VaultAccess = runtime.openVault(given.options.rememberedMounts ?? []);
  access.restrict(given.options.policy ?? {});
  const known = new KnownSecrets(comparable, (place) => isConnectedTo(access, place));
  const service = createLanguageService({
    store: access.store,
    documentationPage: runtime.documentationPage,
    known,
  });
  const settings = new ResourceSettingsCache(connection, capabilities.workspace?.configuration === true);
  const watchedFiles = watchFiles(connection, capabilities);
  const baselines = new WorkspaceBaselines({
    files: runtime.baselines,
    folders: given.folders,
    tell: (problem) => connection.console.warn(problem),
    onDidChange: (accepted) => {
      diagnostics.refresh();
      if (accepted === undefined) scan.outdate();
      else void scan.rescan([accepted]);
    },
  });
  const shared = { connection, ...given, settings, watchedFiles, baselines };
  const { scan, closedFiles } = openScan(shared, runtime, capabilities);
  const parts: Omit<Session, 'migrations'> = {
    ...shared,
    service,
    access,
    scan,
    known,
    comparison: openComparison(access, known, () => session),
    canShowProgress: capabilities.window?.workDoneProgress === true,
    diagnostics: () => diagnostics,
  };
  const session: Session = { ...parts, migrations: openMigrations(parts, runtime) };
  const told = (uri: string): void => closedFiles.documentSpoke(uri);
  const diagnostics = supportDiagnostics(session, runtime, capabilities, told);
  // Behind what the diagnostics of open documents do when one closes.
  given.documents.onDidClose(({ document }) => closedFiles.documentClosed(document.uri));
  return session;
}

function isConnectedTo({ digests }: VaultAccess, { origin, namespace }: AgreedPlace): boolean {
  return digests.origin === origin && digests.namespace === namespace;
}

function watchFiles(connection: Connection, { workspace }: ClientCapabilities): WatchedFiles {
  return new WatchedFiles(connection, workspace?.didChangeWatchedFiles?.dynamicRegistration === true);
}

function supportDiagnostics(
  session: Session,
  { timer }: Runtime,
  { textDocument, workspace }: ClientCapabilities,
  told: (uri: string) => void,
): DiagnosticsSupport {
  const { connection, documents, service } = session;
  const compute = async (
    document: TextDocument,
  ): Promise<ReturnType<typeof service.diagnostics.provideDiagnostics>> => {
    const view = await viewOf(session, document);
    return view ? service.diagnostics.provideDiagnostics(view) : [];
  };
  if (!textDocument?.diagnostic) return pushDiagnostics(connection, documents, timer, compute, told);
  const canRefresh = workspace?.diagnostics?.refreshSupport === true;
  return pullDiagnostics(connection, documents, timer, canRefresh, compute, told);
}

/** Whatever changes an answer has the documents checked again. */
function watch(session: Session, capabilities: ClientCapabilities): void {
  const { connection, documents, typing, service, settings, access } = session;
  const diagnostics = session.diagnostics();
  service.checker.onDidSettle(() => diagnostics.refresh());
  access.onDidChangeStatus(() => {
    void connection.sendNotification(methods.connectionStatus, access.status());
    diagnostics.refresh();
  });
  access.onTokenNotice((notice) => void connection.sendNotification(methods.tokenNotice, notice));
  documents.onDidClose(({ document }) => {
    service.forget(document.uri);
    settings.forget(document.uri);
    typing.forget(document.uri);
  });
  if (capabilities.workspace?.configuration === true) {
    connection.onDidChangeConfiguration(() => {
      settings.clear();
      session.scan.outdate();
      diagnostics.refresh();
    });
  }
}

/** An editor tells of changed settings only when it is asked to. A refusal leaves the settings as they were read. */
function askForSettingsChanges(connection: Connection): void {
  const { type } = DidChangeConfigurationNotification;
  const section = ['vaultRefs', ...editorSections];
  void connection.client.register(type, { section }).catch(() => undefined);
}

function initializeResult(runtime: Runtime, { textDocument }: ClientCapabilities): InitializeResult {
  const pull = { interFileDependencies: false, workspaceDiagnostics: false };
  return {
    serverInfo: { name: 'vault-refs', version: runtime.version },
    capabilities: {
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
      hoverProvider: true,
      completionProvider: { triggerCharacters: ['/', '#', ':'] },
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, moveKind, fixAllKind] },
      ...(textDocument?.diagnostic ? { diagnosticProvider: pull } : {}),
    },
  };
}

import { PassThrough } from 'node:stream';
import { createConnection } from 'vscode-languageserver/node';
import type {
  ClientCapabilities,
  CodeAction,
  CompletionItem,
  CompletionList,
  Diagnostic,
  FullDocumentDiagnosticReport,
  Hover,
  Position,
  Range,
  RegistrationParams,
  WorkspaceFolder,
} from 'vscode-languageserver-protocol';
import type { CancellationToken } from 'vscode-languageserver-protocol/node';
import { CancellationTokenSource, createProtocolConnection } from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { FileScanning, Runtime, Timer, VaultAccess } from '../../server/src/runtime.ts';
import { createFileScanning } from '../../server/src/scan/workspace/fileScanning.ts';
import { createMigrationStorage } from '../../server/src/migrationStore/migrationStorage.ts';
import { createBaselineFiles } from '../../server/src/scan/baseline/baselineFiles.ts';
import { startServer } from '../../server/src/server.ts';
import type { Canary } from './canary.ts';
import { createCanary, expectNoLeak } from './canary.ts';

export interface InBandOptions {
  readonly access: VaultAccess;
  /** One of the test's own, where the secret or token has to be known before. */
  readonly canary?: Canary;
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** Answer to workspace/configuration for section `vaultRefs`, until {@link InBandClient.configure}. */
  readonly configuration?: unknown;
  /** Folders of the workspace, as the client tells them at first; without them it has none. */
  readonly workspaceFolders?: readonly WorkspaceFolder[];
  /** What it answers when it is asked for them. */
  readonly workspaceFoldersWhenAsked?: readonly WorkspaceFolder[];
  /** All that a client tells that knows of no folders. */
  readonly rootUri?: string;
  /** Time; without it nothing is waited for. */
  readonly timer?: Timer;
  /** Files on disk; without it those of this machine, scanned in this thread. */
  readonly scanning?: FileScanning;
}

/** Those of a client that asks for diagnostics. */
export const pullCapabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    applyEdit: true,
    workspaceEdit: { documentChanges: true },
  },
  textDocument: { diagnostic: {} },
};

/** A language client in the test's own process, over streams; the server is the real one. */
export class InBandClient {
  readonly #documents = new Map<string, TextDocument>();
  readonly #connection;
  readonly #bytes: Buffer[] = [];
  /** Nothing that the server sends may hold it: every test's end looks. */
  readonly canary: Canary;
  readonly published = new Map<string, readonly Diagnostic[]>();
  /** Whether edits that the server asks for are applied. */
  acceptEdits = true;
  refreshes = 0;
  folderRequests = 0;
  #configuration: unknown;
  #isInitialized = false;
  readonly #registered = new Set<string>();

  private constructor(options: InBandOptions) {
    this.canary = options.canary ?? createCanary();
    this.#configuration = options.configuration;
    const toServer = new PassThrough();
    const toClient = new PassThrough();
    toClient.on('data', (chunk: Buffer) => this.#bytes.push(chunk));
    const runtime: Runtime = {
      version: '0.0.0-test',
      documentationPage: 'file:///docs/diagnostics.md',
      timer: options.timer ?? {
        setTimeout: (callback) => {
          const handle = setImmediate(callback);
          return { dispose: () => clearImmediate(handle) };
        },
      },
      scanning: options.scanning ?? createFileScanning(),
      baselines: createBaselineFiles(),
      migrationStorage: createMigrationStorage(),
      openVault: () => options.access,
    };
    startServer(createConnection(toServer, toClient), runtime);
    this.#connection = createProtocolConnection(toClient, toServer);
    this.#connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) =>
      items.map(() => this.#configuration ?? null),
    );
    this.#connection.onRequest('workspace/workspaceFolders', () => {
      this.folderRequests++;
      return options.workspaceFoldersWhenAsked ?? null;
    });
    this.#connection.onRequest('workspace/diagnostic/refresh', () => {
      this.refreshes++;
      return null;
    });
    this.#connection.onRequest('client/registerCapability', ({ registrations }: RegistrationParams) => {
      // As Visual Studio Code does.
      if (!this.#isInitialized) throw new Error('registered before the server was initialized');
      for (const { method } of registrations) this.#registered.add(method);
      return null;
    });
    this.#connection.onRequest('workspace/applyEdit', (params: ApplyEdit) => ({
      applied: this.#apply(params),
    }));
    this.#connection.onNotification(
      'textDocument/publishDiagnostics',
      ({ uri, diagnostics }: { uri: string; diagnostics: Diagnostic[] }) => {
        this.published.set(uri, diagnostics);
      },
    );
    this.#connection.listen();
  }

  static async start(options: InBandOptions): Promise<InBandClient> {
    const client = new InBandClient(options);
    await client.request('initialize', {
      processId: null,
      rootUri: options.rootUri ?? null,
      ...(options.workspaceFolders ? { workspaceFolders: options.workspaceFolders } : {}),
      capabilities: options.capabilities ?? pullCapabilities,
      initializationOptions: options.initializationOptions,
    });
    client.#isInitialized = true;
    await client.#connection.sendNotification('initialized', {});
    return client;
  }

  /** Everything the server has sent, as text. */
  get received(): string {
    return Buffer.concat(this.#bytes).toString('utf8');
  }

  request<T>(method: string, params: unknown): Promise<T> {
    return this.#connection.sendRequest<T>(method, params);
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.#connection.sendNotification(method, params);
  }

  /** A request that can be cancelled. */
  cancellable<T>(
    method: string,
    params: unknown,
  ): { readonly result: Promise<T>; readonly cancel: () => void } {
    const source = new CancellationTokenSource();
    const result = this.#connection.sendRequest<T>(method, params, source.token);
    return { result, cancel: () => source.cancel() };
  }

  /** What the server asked to be told of. */
  get registered(): ReadonlySet<string> {
    return this.#registered;
  }

  /** Answers a request of the server's. */
  onRequest(method: string, answer: (params: never, token: CancellationToken) => unknown): void {
    this.#connection.onRequest(method, answer as (params: unknown, token: CancellationToken) => unknown);
  }

  onNotification(method: string, take: (params: never) => void): void {
    this.#connection.onNotification(method, take as (params: unknown) => void);
  }

  async open(uri: string, text: string, languageId = 'yaml'): Promise<void> {
    this.#documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    await this.#connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Replaces the whole text. */
  async change(uri: string, text: string): Promise<void> {
    const version = this.document(uri).version + 1;
    this.#documents.set(uri, TextDocument.create(uri, this.document(uri).languageId, version, text));
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  /** Puts a text in at an offset, as keys that are pressed do. */
  async type(uri: string, offset: number, text: string): Promise<void> {
    const document = this.document(uri);
    const position = document.positionAt(offset);
    const change = { range: { start: position, end: position }, text };
    this.#documents.set(uri, TextDocument.update(document, [change], document.version + 1));
    await this.#connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: this.document(uri).version },
      contentChanges: [change],
    });
  }

  /** Folders come and go in the workspace. */
  async changeFolders(added: readonly WorkspaceFolder[], removed: readonly WorkspaceFolder[]): Promise<void> {
    await this.#connection.sendNotification('workspace/didChangeWorkspaceFolders', {
      event: { added, removed },
    });
  }

  async close(uri: string): Promise<void> {
    await this.#connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
  }

  document(uri: string): TextDocument {
    const document = this.#documents.get(uri);
    if (!document) throw new Error(`${uri} is not open`);
    return document;
  }

  async diagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const report = await this.request<FullDocumentDiagnosticReport>('textDocument/diagnostic', {
      textDocument: { uri },
    });
    return report.items;
  }

  /** Diagnostics once background look-ups have settled. */
  async settledDiagnostics(uri: string): Promise<readonly Diagnostic[]> {
    await this.diagnostics(uri);
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
    return this.diagnostics(uri);
  }

  /** Settings change while the server runs. As in an editor, a server that has not asked to be told is not. */
  async configure(configuration: unknown): Promise<void> {
    this.#configuration = configuration;
    const method = 'workspace/didChangeConfiguration';
    for (let turn = 0; turn < 50 && !this.#registered.has(method); turn++)
      await new Promise((resolve) => setImmediate(resolve));
    if (!this.#registered.has(method)) return;
    await this.#connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  }

  hover(uri: string, position: Position): Promise<Hover | null> {
    return this.request('textDocument/hover', { textDocument: { uri }, position });
  }

  async complete(uri: string, position: Position): Promise<readonly CompletionItem[]> {
    const list = await this.request<CompletionList | null>('textDocument/completion', {
      textDocument: { uri },
      position,
    });
    return list?.items ?? [];
  }

  async codeActions(uri: string, range: Range, only?: readonly string[]): Promise<readonly CodeAction[]> {
    const context = { diagnostics: [], ...(only ? { only } : {}) };
    return (
      (await this.request<CodeAction[] | null>('textDocument/codeAction', {
        textDocument: { uri },
        range,
        context,
      })) ?? []
    );
  }

  /** The document's text after an action's edit. */
  textAfter(uri: string, action: CodeAction): string {
    const change = action.edit?.documentChanges?.[0];
    if (!change || !('edits' in change)) throw new Error('the action has no text edit');
    return TextDocument.applyEdits(
      this.document(uri),
      change.edits.filter((edit) => 'newText' in edit),
    );
  }

  async stop(): Promise<void> {
    await this.request('shutdown', undefined);
    this.#connection.dispose();
    expectNoLeak(this.canary, this.received);
  }

  #apply({ edit }: ApplyEdit): boolean {
    const [change] = edit.documentChanges;
    if (!this.acceptEdits || !change) return false;
    const document = this.#documents.get(change.textDocument.uri);
    if (!document || document.version !== change.textDocument.version) return false;
    void this.change(document.uri, TextDocument.applyEdits(document, change.edits));
    return true;
  }
}

interface ApplyEdit {
  readonly edit: {
    readonly documentChanges: readonly {
      readonly textDocument: { readonly uri: string; readonly version: number };
      readonly edits: { range: Range; newText: string }[];
    }[];
  };
}

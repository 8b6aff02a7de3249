import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { BenchFile } from './benchFiles.ts';
import type { TextEdit } from './edits.ts';

const INCREMENTAL = 2;

interface Capabilities {
  readonly textDocumentSync?: number | { readonly change?: number };
  readonly diagnosticProvider?: unknown;
}

/** A language server in a process of its own, asked as an editor asks. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #connection: MessageConnection;
  readonly #uri = 'file:///bench/file';
  #document: TextDocument = TextDocument.create('', '', 0, '');
  #capabilities: Capabilities = {};
  #onPublished: (() => void) | undefined;
  #onCrash: ((error: Error) => void) | undefined;

  private constructor(script: string) {
    this.#child = spawn(process.execPath, [script, '--stdio'], { stdio: ['pipe', 'pipe', 'ignore'] });
    const { stdin, stdout } = this.#child;
    if (!stdin || !stdout) throw new Error('no pipes');
    this.#connection = createMessageConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    this.#connection.onRequest('workspace/configuration', ({ items }: { items: { section?: string }[] }) =>
      items.map(({ section }) => settingsOf(section)),
    );
    this.#connection.onRequest(() => null);
    this.#connection.onNotification('textDocument/publishDiagnostics', () => this.#onPublished?.());
    this.#child.on('exit', (code) => this.#onCrash?.(new Error(`the server ended with code ${code}`)));
    this.#connection.listen();
  }

  /** `folder`, the address of one, is the workspace where something of it is measured. */
  static async start(script: string, folder?: string): Promise<ServerProcess> {
    const server = new ServerProcess(script);
    const capabilities = {
      workspace: { configuration: true, diagnostics: { refreshSupport: true } },
      textDocument: { diagnostic: { dynamicRegistration: false }, publishDiagnostics: {} },
    };
    const answer = await server.#orCrash(
      server.#connection.sendRequest<{ capabilities: Capabilities }>('initialize', {
        processId: process.pid,
        rootUri: null,
        capabilities,
        workspaceFolders: folder === undefined ? null : [{ uri: folder, name: 'bench' }],
        initializationOptions: { provideFormatter: false },
      }),
    );
    server.#capabilities = answer.capabilities;
    await server.#connection.sendNotification('initialized', {});
    await server.#connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { yaml: settingsOf('yaml'), json: settingsOf('json') },
    });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return server;
  }

  /** Whether it is asked for diagnostics or sends them unasked. */
  get isPulled(): boolean {
    return this.#capabilities.diagnosticProvider !== undefined;
  }

  /** Opens the file; returns milliseconds until its diagnostics are there. */
  async open({ name, languageId, text }: Pick<BenchFile, 'name' | 'languageId' | 'text'>): Promise<number> {
    const uri = `${this.#uri}.${languageId}`;
    this.#document = TextDocument.create(uri, languageId, 1, text);
    return this.#time(`opening ${name}`, 'textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Makes an edit; returns milliseconds until the new diagnostics are there. */
  async edit({ start, end, insert }: TextEdit): Promise<number> {
    const document = this.#document;
    const range = { start: document.positionAt(start), end: document.positionAt(end) };
    this.#document = TextDocument.update(document, [{ range, text: insert }], document.version + 1);
    const sync = this.#capabilities.textDocumentSync;
    const kind = typeof sync === 'object' ? sync.change : sync;
    const contentChanges =
      kind === INCREMENTAL ? [{ range, text: insert }] : [{ text: this.#document.getText() }];
    return this.#time('an edit', 'textDocument/didChange', {
      textDocument: { uri: document.uri, version: document.version },
      contentChanges,
    });
  }

  /** Has the whole workspace scanned; the server's own summary. */
  scan(): Promise<unknown> {
    return this.#connection.sendRequest('vaultRefs/scanWorkspace', {});
  }

  /** Megabytes of the process now, where the system tells. */
  get memory(): number | undefined {
    try {
      const kilobytes = /VmRSS:\s+(\d+)/.exec(
        readFileSync(`/proc/${this.#child.pid ?? 0}/status`, 'utf8'),
      )?.[1];
      return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
    } catch {
      return undefined;
    }
  }

  stop(): void {
    this.#onCrash = undefined;
    this.#connection.dispose();
    this.#child.kill();
  }

  async #time(what: string, method: string, params: object): Promise<number> {
    const published = this.isPulled
      ? undefined
      : new Promise<void>((resolve) => (this.#onPublished = resolve));
    const started = performance.now();
    await this.#connection.sendNotification(method, params);
    const answer =
      published ??
      this.#connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: this.#document.uri } });
    await this.#orCrash(answer, what);
    return performance.now() - started;
  }

  #orCrash<Answer>(answer: Promise<Answer>, what = 'starting'): Promise<Answer> {
    const LONGEST = 60_000;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer within a minute: ${what}`)), LONGEST);
      this.#onCrash = reject;
      answer.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }
}

/** No schemas from the network: they are not what is measured. */
function settingsOf(section: string | undefined): object {
  if (section === 'yaml')
    return { validate: true, schemaStore: { enable: false }, schemas: {}, hover: false, completion: false };
  if (section === 'json') return { validate: { enable: true }, schemas: [] };
  return {};
}

import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { WorkspaceFolder } from 'vscode-languageserver-protocol';
import { URI } from 'vscode-uri';
import type { ScannedFile, ScanResults, ScanState, ScanSummary } from '../../server/src/protocol.ts';
import { methods } from '../../server/src/protocol.ts';
import { checkingAccess } from './fakeAccess.ts';
import type { InBandOptions } from './inBandClient.ts';
import { InBandClient, pullCapabilities } from './inBandClient.ts';
import { InMemorySecretStore } from './inMemorySecretStore.ts';

/** Those of a client that can do all that scanning asks for. */
export const scanCapabilities = {
  ...pullCapabilities,
  workspace: {
    ...pullCapabilities.workspace,
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
  window: { workDoneProgress: true },
};

/** Settings by section, for every folder. */
export type Sections = Readonly<Record<string, unknown>>;

/** A workspace on disk with a client that keeps what it is told of it. */
export class ScanWorld {
  readonly root = mkdtempSync(join(tmpdir(), 'vault-refs-scan-'));
  readonly files = new Map<string, ScannedFile>();
  state: ScanState | undefined;
  sections: Sections = {};
  client!: InBandClient;

  /** Writes files by their path; a path that ends with a slash is an empty folder. */
  write(texts: Readonly<Record<string, string>>): this {
    for (const [path, text] of Object.entries(texts)) {
      const file = join(this.root, path);
      mkdirSync(path.endsWith('/') ? file : dirname(file), { recursive: true });
      if (!path.endsWith('/')) writeFileSync(file, text);
    }
    return this;
  }

  remove(path: string): void {
    rmSync(join(this.root, path), { recursive: true, force: true });
  }

  rename(path: string, to: string): void {
    renameSync(join(this.root, path), join(this.root, to));
  }

  uri(path: string): string {
    return URI.file(join(this.root, path)).toString();
  }

  folder(path = ''): WorkspaceFolder {
    return { uri: this.uri(path), name: path === '' ? 'root' : path };
  }

  async start(options: Partial<InBandOptions> = {}): Promise<void> {
    this.client = await InBandClient.start({
      access: checkingAccess(new InMemorySecretStore()),
      capabilities: scanCapabilities,
      workspaceFolders: [this.folder()],
      ...options,
    });
    this.client.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
      items.map(({ section }) => this.sections[section] ?? null),
    );
    this.client.onNotification(methods.scanResults, (results: ScanResults) => this.#take(results));
  }

  scan(): Promise<ScanSummary> {
    return this.client.request(methods.scanWorkspace, {});
  }

  /** Tells the server that files changed on disk, and waits until it has looked. */
  async changed(
    ...changes: readonly (readonly ['created' | 'changed' | 'deleted', string])[]
  ): Promise<void> {
    await this.tellChanged(...changes);
    await this.settle();
  }

  async tellChanged(
    ...changes: readonly (readonly ['created' | 'changed' | 'deleted', string])[]
  ): Promise<void> {
    const types = { created: 1, changed: 2, deleted: 3 };
    await this.client.notify('workspace/didChangeWatchedFiles', {
      changes: changes.map(([type, path]) => ({ uri: this.uri(path), type: types[type] })),
    });
  }

  /** Lets the server do what it has begun. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Paths of files for which secrets are told to the tree, with the number of secrets. */
  get told(): Readonly<Record<string, number>> {
    const entries = [...this.files.values()].map(({ path, secrets }) => [path, secrets.length] as const);
    return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  /** Paths of files for which diagnostics are published now, with their number. */
  get published(): Readonly<Record<string, number>> {
    const all = [...this.client.published].filter(([, diagnostics]) => diagnostics.length > 0);
    const entries = all.map(([uri, diagnostics]) => [this.#path(uri), diagnostics.length] as const);
    return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  async stop(): Promise<void> {
    await this.client.stop();
    this.remove('');
  }

  #path(uri: string): string {
    return uri.slice(this.uri('').length).replace(/^\//, '');
  }

  #take({ isReset, files, state }: ScanResults): void {
    if (isReset) this.files.clear();
    for (const file of files) {
      if (file.secrets.length === 0) this.files.delete(file.uri);
      else this.files.set(file.uri, file);
    }
    this.state = state;
  }
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { URI } from 'vscode-uri';
import type {
  ConfirmRemovalParams,
  ConfirmRemovalResult,
  MigrationPlan,
  MigrationResult,
  MigrationRunView,
  MigrationRuns,
  MigrationScope,
  PlanMigrationResult,
  RunParams,
  SaveDocumentParams,
  StoreRunKeyParams,
} from '../../server/src/protocol.ts';
import { methods } from '../../server/src/protocol.ts';
import type { Timer, VaultAccess } from '../../server/src/runtime.ts';
import type { Canary } from '../support/canary.ts';
import { checkingAccess } from '../support/fakeAccess.ts';
import { InBandClient, type InBandOptions } from '../support/inBandClient.ts';
import { InMemorySecretStore } from '../support/inMemorySecretStore.ts';
import { InMemorySecretVault } from '../support/inMemorySecretVault.ts';
import { scanCapabilities, type Sections } from '../support/scanWorld.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

/** Time as it passes, or faster. */
const timer = (speed: number): Timer => ({
  setTimeout: (callback, milliseconds) => {
    const handle = setTimeout(callback, milliseconds / speed);
    return { dispose: () => clearTimeout(handle) };
  },
});

/** For what waits so long that a test would not. */
export const fastTimer = timer(50);

/** What several windows of one person share. */
export class Machine {
  readonly root = temporaryFolder();
  readonly workspace = join(this.root, 'project');
  readonly journals = join(this.root, 'storage', 'runs');
  readonly keys = new Map<string, string>();
  readonly vault = new InMemorySecretVault();

  /** Writes files of the workspace by their path. */
  write(texts: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(texts)) {
      const file = join(this.workspace, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  read(path: string): string {
    return readFileSync(join(this.workspace, path), 'utf8');
  }

  uri(path: string): string {
    return URI.file(join(this.workspace, path)).toString();
  }
}

export interface WindowOptions extends Partial<InBandOptions> {
  readonly machine?: Machine;
  readonly canary?: Canary;
  readonly sections?: Sections;
  /** Whether the client keeps journals. */
  readonly keeps?: boolean;
}

/** A window of an editor with the workspace open, over a server of its own. */
export class MigrationWindow {
  readonly machine: Machine;
  readonly store = new InMemorySecretStore();
  readonly access: VaultAccess;
  readonly runs: MigrationRunView[][] = [];
  readonly asked: ConfirmRemovalParams[] = [];
  readonly progress: string[] = [];
  sections: Sections;
  removal: ConfirmRemovalResult = { isAgreed: true, finalDeletionConfirmed: false };
  canSave = true;
  /** What the editor makes of a text when it saves it. */
  format = (text: string): string => text;
  client!: InBandClient;
  readonly #listeners = new Set<() => void>();

  private constructor(machine: Machine, sections: Sections) {
    this.machine = machine;
    this.sections = sections;
    const vault = machine.vault;
    this.store.connection = { kind: 'signed-in', origin: vault.origin ?? '', namespace: '', health: 'ok' };
    this.access = {
      ...checkingAccess(this.store),
      vault,
      onDidChangeStatus: (listener) => {
        this.#listeners.add(listener);
        return { dispose: () => this.#listeners.delete(listener) };
      },
      identity: () =>
        Promise.resolve({ displayName: 'token-ada', policies: [], expiresAt: undefined, isRenewable: false }),
    };
  }

  static async open({
    machine = new Machine(),
    sections = {},
    keeps = true,
    ...options
  }: WindowOptions = {}): Promise<MigrationWindow> {
    const window = new MigrationWindow(machine, sections);
    window.client = await InBandClient.start({
      access: window.access,
      capabilities: scanCapabilities,
      workspaceFolders: [{ uri: machine.uri(''), name: 'project' }],
      timer: timer(1),
      initializationOptions: keeps ? { journalFolder: machine.journals } : {},
      ...options,
    });
    window.#answer();
    return window;
  }

  /** The connection is another one now; without an origin, signed out. */
  connect(origin: string | undefined): void {
    this.machine.vault.origin = origin;
    for (const listener of this.#listeners) listener();
  }

  plan(scope: MigrationScope = { kind: 'workspace' }, more: object = {}): Promise<PlanMigrationResult> {
    return this.client.request(methods.planMigration, { scope, ...more });
  }

  async planned(scope?: MigrationScope, more?: object): Promise<MigrationPlan> {
    return planOf(await this.plan(scope, more));
  }

  async change(plan: number, ...changes: readonly object[]): Promise<MigrationPlan> {
    return planOf(await this.client.request(methods.changePlan, { plan, changes }));
  }

  run({ plan, origin, namespace }: MigrationPlan, more: object = {}): Promise<MigrationResult> {
    const params = { plan, origin, namespace, kvV1RaceConfirmed: false, ...more };
    return this.client.request(methods.runMigration, params);
  }

  continue(run: string | undefined): Promise<MigrationResult> {
    return this.client.request(methods.continueRun, { run });
  }

  undo(run: string | undefined): Promise<MigrationResult> {
    return this.client.request(methods.undoRun, { run });
  }

  /** Opens a file as it is on disk. */
  async show(path: string): Promise<void> {
    await this.client.open(this.machine.uri(path), this.machine.read(path));
  }

  textOf(path: string): string {
    return this.client.document(this.machine.uri(path)).getText();
  }

  /** The runs as they were told last. */
  get told(): readonly MigrationRunView[] {
    return this.runs.at(-1) ?? [];
  }

  /** Waits until something holds. */
  async until(isSo: () => boolean): Promise<void> {
    for (let turn = 0; turn < 400 && !isSo(); turn++) await new Promise((resolve) => setTimeout(resolve, 10));
    if (!isSo()) throw new Error('It never came to that.');
  }

  #answer(): void {
    const { client, machine } = this;
    client.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
      items.map(({ section }) => this.sections[section] ?? null),
    );
    client.onNotification(methods.migrationRuns, ({ runs }: MigrationRuns) => void this.runs.push([...runs]));
    client.onNotification(methods.scanResults, () => undefined);
    client.onNotification('$/progress', ({ value }: { value: { message?: string } }) => {
      if (value.message !== undefined) this.progress.push(value.message);
    });
    client.onRequest(methods.saveDocument, ({ uri }: SaveDocumentParams) => this.#save(uri));
    client.onRequest(methods.storeRunKey, ({ run, key }: StoreRunKeyParams) => {
      machine.keys.set(run, key);
      return true;
    });
    client.onRequest(methods.loadRunKey, ({ run }: RunParams) => machine.keys.get(run) ?? null);
    client.onRequest(methods.deleteRunKey, ({ run }: RunParams) => {
      machine.keys.delete(run);
      return true;
    });
    client.onRequest(methods.confirmRemoval, (params: ConfirmRemovalParams) => {
      this.asked.push(params);
      return this.removal;
    });
  }

  async #save(uri: string): Promise<boolean> {
    if (!this.canSave) return false;
    const text = this.client.document(uri).getText();
    const formatted = this.format(text);
    if (formatted !== text) await this.client.change(uri, formatted);
    writeFileSync(URI.parse(uri).fsPath, formatted);
    return true;
  }
}

function planOf(result: PlanMigrationResult): MigrationPlan {
  if (!result.ok) throw new Error(result.message);
  return result.plan;
}

import type { CommandParts } from '../../../../client/src/commands/commandParts.ts';
import { WriteConsents } from '../../../../client/src/commands/writeConsents.ts';
import { connectionChoices } from '../../../../client/src/connection/connectionChoices.ts';
import { chosenSettings } from '../../../../client/src/connection/chosenConnection.ts';
import { ConnectionMemory } from '../../../../client/src/connection/connectionMemory.ts';
import type { ConnectionView } from '../../../../client/src/connection/connectionView.ts';
import { Credentials } from '../../../../client/src/connection/credentials.ts';
import type { ConnectionSettings } from '../../../../client/src/connection/settings.ts';
import { Generations } from '../../../../client/src/connection/generations.ts';
import { VaultConnection } from '../../../../client/src/connection/vaultConnection.ts';
import { createMigrationParts } from '../../../../client/src/migration/createMigrationParts.ts';
import { FakeMigrationEditor } from './fakeMigrationEditor.ts';
import { FakeServer } from './fakeServer.ts';
import type { ScriptedDialogs } from './scriptedDialogs.ts';
import { MemoryFile, MemoryMemento, MemorySecrets } from './storage.ts';

export const vault = 'https://vault.example.com:8200';
export const documentUri = 'file:///project/app.yaml';
export const noSettings: ConnectionSettings = {
  address: '',
  namespace: '',
  caFile: '',
  caFolder: '',
  tlsServerName: '',
  skipTlsVerify: false,
  pace: {},
};

/** One window: the real client parts on a fake server, fake storages and scripted dialogs. */
export interface ClientWorld {
  readonly server: FakeServer;
  readonly globalState: MemoryMemento;
  readonly workspaceState: MemoryMemento;
  readonly secrets: MemorySecrets;
  readonly sharedFile: MemoryFile;
  readonly memory: ConnectionMemory;
  readonly connection: VaultConnection;
  readonly views: ConnectionView[];
  readonly migrationEditor: FakeMigrationEditor;
  /** What was done in the editor. */
  readonly done: string[];
  settings: ConnectionSettings;
  /** `vaultRefs.connections` of the user, and `vaultRefs.suggestedConnection` of the workspace. */
  named: Record<string, unknown>;
  suggestion: string;
  trusted: boolean;
  /** The document that is edited. */
  active: { readonly uri: string; readonly version: number } | undefined;
  parts(dialogs: ScriptedDialogs): CommandParts;
}

/** A new window; pass another's storages to make it a later window of the same user. */
export function openWindow(
  earlier: Partial<Pick<ClientWorld, 'globalState' | 'workspaceState' | 'secrets' | 'sharedFile'>> = {},
): ClientWorld {
  const server = new FakeServer();
  const globalState = earlier.globalState ?? new MemoryMemento();
  const sharedFile = earlier.sharedFile ?? new MemoryFile();
  const secrets = earlier.secrets ?? new MemorySecrets();
  const workspaceState = earlier.workspaceState ?? new MemoryMemento();
  const connections = connectionChoices(workspaceState, () => ({
    inspect: (key) => ({ globalValue: key === 'connections' ? world.named : undefined }),
    get: () => world.suggestion,
  }));
  const memory = new ConnectionMemory(globalState, () => connections.chosen.name ?? '');
  const views: ConnectionView[] = [];
  const settings = (): ConnectionSettings =>
    chosenSettings(world.settings, connections.named(), connections.chosen.name ?? '');
  const isTrusted = (): boolean => world.trusted;
  const connection = new VaultConnection({
    api: server.api,
    memory,
    credentials: new Credentials(secrets),
    generations: new Generations(sharedFile),
    settings,
    isTrusted,
    show: (view) => views.push(view),
  });
  const done: string[] = [];
  const note = (what: string): Promise<void> => {
    done.push(what);
    return Promise.resolve();
  };
  const migrationEditor = new FakeMigrationEditor();
  const world: ClientWorld = {
    server,
    globalState,
    workspaceState,
    secrets,
    sharedFile,
    memory,
    connection,
    views,
    migrationEditor,
    done,
    settings: noSettings,
    named: {},
    suggestion: '',
    trusted: true,
    active: { uri: documentUri, version: 3 },
    parts: (dialogs) => ({
      dialogs,
      api: server.api,
      connection,
      memory,
      connections: { ...connections, unnamed: () => world.settings },
      writeConsents: new WriteConsents(workspaceState, dialogs),
      settings,
      isTrusted,
      editor: {
        open: (uri, range) => note(`open ${uri} ${JSON.stringify(range?.start ?? null)}`),
        copyPath: (uri) => note(`copy ${uri}`),
        activeDocument: () => world.active,
        showSecrets: () => note('show secrets'),
      },
      migration: createMigrationParts(server.api.migration, dialogs, workspaceState, migrationEditor),
      reports: {
        show: (name, text) => note(`show ${name}\n${text}`),
        copy: () => note('copy report'),
      },
      view: { groupBy: (grouping) => void done.push(`group by ${grouping}`) },
      listenToProgress: (report) => {
        report('7 files');
        return { token: 'progress', dispose: () => void done.push('listened') };
      },
      isOpen: (uri) => uri === documentUri,
    }),
  };
  return world;
}

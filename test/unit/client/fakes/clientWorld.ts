import type { CommandParts } from '../../../../client/src/commands/commandParts.ts';
import { WriteConsents } from '../../../../client/src/commands/writeConsents.ts';
import { ConnectionMemory } from '../../../../client/src/connection/connectionMemory.ts';
import type { ConnectionView } from '../../../../client/src/connection/connectionView.ts';
import { Credentials } from '../../../../client/src/connection/credentials.ts';
import type { ConnectionSettings } from '../../../../client/src/connection/settings.ts';
import { VaultConnection } from '../../../../client/src/connection/vaultConnection.ts';
import { FakeServer } from './fakeServer.ts';
import type { ScriptedDialogs } from './scriptedDialogs.ts';
import { MemoryMemento, MemorySecrets } from './storage.ts';

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
  readonly memory: ConnectionMemory;
  readonly connection: VaultConnection;
  readonly views: ConnectionView[];
  settings: ConnectionSettings;
  trusted: boolean;
  parts(dialogs: ScriptedDialogs): CommandParts;
}

/** A new window; pass another's storages to make it a later window of the same user. */
export function openWindow(earlier: Partial<Pick<ClientWorld, 'globalState' | 'secrets'>> = {}): ClientWorld {
  const server = new FakeServer();
  const globalState = earlier.globalState ?? new MemoryMemento();
  const secrets = earlier.secrets ?? new MemorySecrets();
  const memory = new ConnectionMemory(globalState);
  const views: ConnectionView[] = [];
  const settings = (): ConnectionSettings => world.settings;
  const isTrusted = (): boolean => world.trusted;
  const connection = new VaultConnection({
    api: server.api,
    memory,
    credentials: new Credentials(secrets),
    settings,
    isTrusted,
    show: (view) => views.push(view),
  });
  const workspaceState = new MemoryMemento();
  const world: ClientWorld = {
    server,
    globalState,
    workspaceState,
    secrets,
    memory,
    connection,
    views,
    settings: noSettings,
    trusted: true,
    parts: (dialogs) => ({
      dialogs,
      api: server.api,
      connection,
      memory,
      writeConsents: new WriteConsents(workspaceState, dialogs),
      settings,
      isTrusted,
      isOpen: (uri) => uri === documentUri,
    }),
  };
  return world;
}

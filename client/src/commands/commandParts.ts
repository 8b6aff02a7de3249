import type { ConnectionMemory } from '../connection/connectionMemory.ts';
import type { ConnectionSettings } from '../connection/settings.ts';
import type { VaultConnection } from '../connection/vaultConnection.ts';
import type { Dialogs } from '../dialogs/dialogs.ts';
import type { ServerApi } from '../serverApi.ts';
import type { WriteConsents } from './writeConsents.ts';

/** What the commands work with. */
export interface CommandParts {
  readonly dialogs: Dialogs;
  readonly api: ServerApi;
  readonly connection: VaultConnection;
  readonly memory: ConnectionMemory;
  readonly writeConsents: WriteConsents;
  readonly settings: () => ConnectionSettings;
  readonly isTrusted: () => boolean;
  /** Whether a document with this URI is open in the editor. */
  readonly isOpen: (uri: string) => boolean;
}

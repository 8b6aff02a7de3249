import type { ConnectionChoices } from '../connection/connectionChoices.ts';
import type { ConnectionMemory } from '../connection/connectionMemory.ts';
import type { ConnectionSettings } from '../connection/settings.ts';
import type { VaultConnection } from '../connection/vaultConnection.ts';
import type { Dialogs } from '../dialogs/dialogs.ts';
import type { MigrationParts } from '../migration/migrationParts.ts';
import type { EditorActions } from '../scan/editorActions.ts';
import type { SecretsView } from '../scan/secretsView.ts';
import type { Reports } from '../dialogs/reports.ts';
import type { ServerApi } from '../serverApi.ts';
import type { WriteConsents } from './writeConsents.ts';

export interface ProgressListening {
  readonly token: string;
  dispose(): void;
}

/** What the commands work with. */
export interface CommandParts {
  readonly dialogs: Dialogs;
  readonly api: ServerApi;
  readonly connection: VaultConnection;
  readonly memory: ConnectionMemory;
  readonly writeConsents: WriteConsents;
  readonly editor: EditorActions;
  readonly reports: Reports;
  /** Moving many secrets. */
  readonly migration: MigrationParts;
  readonly view: Pick<SecretsView, 'groupBy'>;
  /** Hands on what is reported to a token, until it is disposed of. */
  readonly listenToProgress: (report: (message: string) => void) => ProgressListening;
  readonly connections: ConnectionChoices;
  readonly settings: () => ConnectionSettings;
  readonly isTrusted: () => boolean;
  /** Whether a document with this URI is open in the editor. */
  readonly isOpen: (uri: string) => boolean;
}

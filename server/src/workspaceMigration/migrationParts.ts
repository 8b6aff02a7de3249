import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { DiagnosticsSupport } from '../diagnosticsSupport.ts';
import type { LanguageService } from '../languageService/index.ts';
import type { MigrationStorage, Timer, VaultAccess } from '../runtime.ts';
import type { ResourceSettingsCache } from '../settings.ts';
import type { DigestKey } from '../valueDigest.ts';
import type { WorkspaceBaselines } from '../workspaceBaseline/workspaceBaselines.ts';
import type { WorkspaceFolders } from '../workspaceFolders.ts';
import type { WorkspaceScan } from '../workspaceScan/workspaceScan.ts';

/** What moving many secrets shares with the rest of a session. */
export interface MigrationParts {
  readonly connection: Connection;
  readonly documents: Pick<TextDocuments<TextDocument>, 'all'>;
  readonly folders: WorkspaceFolders;
  readonly settings: ResourceSettingsCache;
  readonly service: LanguageService;
  readonly baselines: WorkspaceBaselines;
  readonly scan: WorkspaceScan;
  readonly access: VaultAccess;
  /** Of the digests that a scan which tells of references makes as well. */
  readonly digestKey: DigestKey;
  readonly diagnostics: () => DiagnosticsSupport;
  readonly storage: MigrationStorage;
  readonly timer: Timer;
  /** Of this product. */
  readonly version: string;
}

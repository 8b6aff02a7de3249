import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ComparisonSession } from '../inVault/comparisonSession.ts';
import type { KnownSecrets } from '../inVault/knownSecrets.ts';
import type { DiagnosticsSupport } from '../diagnosticsSupport.ts';
import type { LanguageService } from '../languageService/index.ts';
import type { InitializationOptions } from '../protocol.ts';
import type { VaultAccess } from '../runtime.ts';
import type { ResourceSettingsCache } from '../settings.ts';
import type { Typing } from '../typing.ts';
import type { WatchedFiles } from '../watchedFiles.ts';
import type { WorkspaceFolders } from '../workspaceFolders.ts';
import type { WorkspaceBaselines } from '../workspaceBaseline/workspaceBaselines.ts';
import type { WorkspaceMigration } from '../workspaceMigration/workspaceMigration.ts';
import type { WorkspaceScan } from '../workspaceScan/workspaceScan.ts';

/** What handlers share, made once the client has introduced itself. */
export interface Session {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  /** Where somebody types in these. */
  readonly typing: Typing;
  readonly settings: ResourceSettingsCache;
  readonly service: LanguageService;
  readonly access: VaultAccess;
  readonly options: InitializationOptions;
  readonly folders: WorkspaceFolders;
  readonly watchedFiles: WatchedFiles;
  readonly baselines: WorkspaceBaselines;
  readonly scan: WorkspaceScan;
  /** Comparing with Vault, and what it has found. */
  readonly comparison: ComparisonSession;
  readonly known: KnownSecrets;
  /** Moving many secrets; undefined for a client that keeps no journals. */
  readonly migrations: WorkspaceMigration | undefined;
  /** Whether the client has a place for progress that the server asks for. */
  readonly canShowProgress: boolean;
  /** Pull or push, as the client can. */
  readonly diagnostics: () => DiagnosticsSupport;
}

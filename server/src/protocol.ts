/**
 * The custom methods between this extension's client and the language server, as plain data. The client imports
 * this file and nothing else of the server. Only `signIn` carries a token or password, only `passcode` a passcode, only
 * `browserSignIn` a code for one use and only `createSecret` a value. `storeRunKey` and `loadRunKey` carry the random key
 * of a run.
 */
import type { RememberedMount } from './protocol/connection.ts';
import type { VaultPolicy } from './protocol/policy.ts';

export type * from './protocol/baseline.ts';
export type * from './protocol/browserSignIn.ts';
export type * from './protocol/connection.ts';
export type * from './protocol/details.ts';
export type * from './protocol/inVault.ts';
export type * from './protocol/migration.ts';
export type * from './protocol/places.ts';
export type * from './protocol/policy.ts';
export type * from './protocol/scan.ts';
export type * from './protocol/signIn.ts';
export type * from './protocol/writing.ts';

/** Client to server, in `initializationOptions`: what this client can do beyond plain LSP. */
export interface InitializationOptions {
  /** The client registers the commands of {@link clientCommands}, so code actions may name them. */
  readonly clientCommands?: boolean;
  /** KV mounts remembered from the last connection, as {@link ConnectionStatus.mounts} told them. */
  readonly rememberedMounts?: readonly RememberedMount[];
  /** What the editor's administrator allows. */
  readonly policy?: VaultPolicy;
  /**
   * The client shows what it was told of an open document in place of what was published for its file, so that the
   * server need not withdraw that while the document is open.
   */
  readonly layersDiagnostics?: boolean;
  /**
   * Absolute path of the folder where journals of migrations are kept. With it the client answers the requests for keys, for
   * saving and for confirmation; without it nothing but single secrets can be moved.
   */
  readonly journalFolder?: string;
}

/** Commands the client registers. Their arguments hold positions and names, never a value. */
export const clientCommands = {
  /** Arguments: {@link FindingAddress}. */
  moveToVault: 'vaultRefs.moveToVault',
  /** Arguments: {@link FindingAddress}. */
  acceptFinding: 'vaultRefs.acceptFinding',
  /** Arguments: {@link ReferenceAddress}. */
  createSecret: 'vaultRefs.createSecret',
  /** Arguments: {@link FindingAddress}. */
  useReference: 'vaultRefs.useReference',
} as const;

/** Method names. Requests unless said otherwise. */
export const methods = {
  /** {@link SignInParams} to {@link SignInResult}. */
  signIn: 'vaultRefs/signIn',
  /** Request from the server during a sign-in: {@link PasscodeParams} to {@link PasscodeResult}. */
  passcode: 'vaultRefs/passcode',
  /** Request from the server during a sign-in: {@link BrowserPage} to {@link BrowserAnswer}. */
  browserSignIn: 'vaultRefs/browserSignIn',
  /** {@link SignOutParams} or nothing, to {@link SignOutResult}; forgets the token, keeps the known mounts. */
  signOut: 'vaultRefs/signOut',
  /** No parameters to {@link EnvironmentOffer}. */
  environmentOffer: 'vaultRefs/environmentOffer',
  /** No parameters; revalidates expired answers. */
  refresh: 'vaultRefs/refresh',
  /** {@link VaultPolicy} in place of the one before, to nothing. Signs out where the server is not allowed any more. */
  restrict: 'vaultRefs/restrict',
  /** No parameters to {@link ConnectionDetails}. */
  connectionDetails: 'vaultRefs/connectionDetails',
  /** No parameters to {@link MinimalPolicy}. */
  minimalPolicy: 'vaultRefs/minimalPolicy',
  /** No parameters to {@link SuggestedAddresses}. */
  suggestedAddresses: 'vaultRefs/suggestedAddresses',
  /** Notification from the server: {@link ConnectionStatus}. */
  connectionStatus: 'vaultRefs/connectionStatus',
  /** {@link SecretsPlace} to {@link SecretsPlaceResult}. */
  checkSecretsPlace: 'vaultRefs/checkSecretsPlace',
  /** Notification from the server: {@link TokenNotice}. */
  tokenNotice: 'vaultRefs/tokenNotice',
  /** {@link FindingAddress} to {@link MoveProposal}. */
  proposeMove: 'vaultRefs/proposeMove',
  /** {@link CheckTargetParams} to {@link CheckTargetResult}. */
  checkTarget: 'vaultRefs/checkTarget',
  /** {@link MoveParams} to {@link MoveResult}. */
  move: 'vaultRefs/move',
  /** {@link CreateSecretParams} to {@link MoveResult}. */
  createSecret: 'vaultRefs/createSecret',
  /** {@link InVaultScope} to {@link InVaultPlan}; reads no value. */
  planInVault: 'vaultRefs/inVault/plan',
  /** {@link InVaultRunParams} to {@link InVaultResult}; reads what was planned. */
  runInVault: 'vaultRefs/inVault/run',
  /** {@link FindingAddress} to {@link ReferencesInVault}. */
  referencesInVault: 'vaultRefs/inVault/references',
  /** {@link UseReferenceParams} to {@link MoveResult}. */
  useReference: 'vaultRefs/inVault/use',
  /** {@link PlanMigrationParams} to {@link PlanMigrationResult}; reads values in Vault to compare, and writes nothing. */
  planMigration: 'vaultRefs/migration/plan',
  /** {@link ChangePlanParams} to {@link PlanMigrationResult}. */
  changePlan: 'vaultRefs/migration/change',
  /** {@link PreviewParams} to {@link PreviewResult}. */
  previewMigration: 'vaultRefs/migration/preview',
  /** {@link RunMigrationParams} to {@link MigrationResult}; a cancelled one is answered too. */
  runMigration: 'vaultRefs/migration/run',
  /** {@link ContinueRunParams} to {@link MigrationResult}. */
  continueRun: 'vaultRefs/migration/continue',
  /** {@link ContinueRunParams} to {@link MigrationResult}. */
  undoRun: 'vaultRefs/migration/undo',
  /** {@link RunParams} to true when it is gone. */
  dismissRun: 'vaultRefs/migration/dismiss',
  /** {@link RunParams} to {@link MigrationResult}: its report by the journal alone. */
  describeRun: 'vaultRefs/migration/describe',
  /** Notification from the server: {@link MigrationRuns}. */
  migrationRuns: 'vaultRefs/migration/runs',
  /** Request from the server: {@link ConfirmRemovalParams} to {@link ConfirmRemovalResult}. */
  confirmRemoval: 'vaultRefs/migration/confirmRemoval',
  /** Request from the server: {@link SaveDocumentParams} to whether it is saved. */
  saveDocument: 'vaultRefs/migration/save',
  /** Request from the server: {@link StoreRunKeyParams}, to true when it is kept. */
  storeRunKey: 'vaultRefs/migration/storeKey',
  /** Request from the server: {@link RunParams} to the key, or null. */
  loadRunKey: 'vaultRefs/migration/loadKey',
  /** Request from the server: {@link RunParams}, to true when it is gone. */
  deleteRunKey: 'vaultRefs/migration/deleteKey',
  /** {@link AcceptParams} to {@link AcceptResult}. */
  acceptFindings: 'vaultRefs/acceptFindings',
  /** {@link ScanWorkspaceParams} to {@link ScanSummary}; a cancelled one is answered too. */
  scanWorkspace: 'vaultRefs/scanWorkspace',
  /** {@link RescanFilesParams}, to nothing. */
  rescanFiles: 'vaultRefs/rescanFiles',
  /** No parameters; forgets the results. */
  clearScan: 'vaultRefs/clearScan',
  /** No parameters to {@link SkippedFiles}. */
  skippedFiles: 'vaultRefs/skippedFiles',
  /** Notification from the server: {@link ScanResults}. */
  scanResults: 'vaultRefs/scanResults',
} as const;

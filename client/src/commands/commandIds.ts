import { clientCommands } from '../../../server/src/protocol.ts';

/** Commands that people find in the palette. */
export const paletteCommands = {
  signIn: 'vaultRefs.signIn',
  selectConnection: 'vaultRefs.selectConnection',
  signOut: 'vaultRefs.signOut',
  signOutAndRevoke: 'vaultRefs.signOutAndRevoke',
  configureVault: 'vaultRefs.configureVault',
  refresh: 'vaultRefs.refresh',
  allowRedirect: 'vaultRefs.allowRedirect',
  showConnectionDetails: 'vaultRefs.showConnectionDetails',
  showMinimalPolicy: 'vaultRefs.showMinimalPolicy',
  copyReport: 'vaultRefs.copyReport',
  findInVault: 'vaultRefs.findInVault',
  showLog: 'vaultRefs.showLog',
  openSettings: 'vaultRefs.openSettings',
  scanWorkspace: 'vaultRefs.scanWorkspace',
  showSecrets: 'vaultRefs.showSecrets',
  showSkippedFiles: 'vaultRefs.showSkippedFiles',
  clearScanResults: 'vaultRefs.clearScanResults',
  acceptFileFindings: 'vaultRefs.acceptFileFindings',
  groupByFile: 'vaultRefs.groupByFile',
  groupByRule: 'vaultRefs.groupByRule',
} as const;

/** Commands of the lightbulb, hidden from the palette because they need an address from the server. */
export const lightbulbCommands = clientCommands;

/** Commands of the entries of the view, hidden from the palette because they need one. */
export const viewCommands = {
  openSecret: 'vaultRefs.openSecret',
  rescanFile: 'vaultRefs.rescanFile',
  copySecretPath: 'vaultRefs.copySecretPath',
} as const;

/** Commands of moving many secrets that people find in the palette. */
export const migrationCommands = {
  moveFileSecrets: 'vaultRefs.moveFileSecrets',
  moveWorkspaceSecrets: 'vaultRefs.moveWorkspaceSecrets',
  runMigration: 'vaultRefs.runMigration',
  refreshMigration: 'vaultRefs.refreshMigration',
  discardMigration: 'vaultRefs.discardMigration',
  showMigration: 'vaultRefs.showMigration',
  continueMigration: 'vaultRefs.continueMigration',
  undoMigration: 'vaultRefs.undoMigration',
  showMigrationReport: 'vaultRefs.showMigrationReport',
  dismissMigration: 'vaultRefs.dismissMigration',
} as const;

/** Commands of moving many secrets, hidden from the palette because they need a folder or an item of the view. */
export const migrationItemCommands = {
  moveFolderSecrets: 'vaultRefs.moveFolderSecrets',
  editMigrationTarget: 'vaultRefs.editMigrationTarget',
  leaveOutOfMigration: 'vaultRefs.leaveOutOfMigration',
  saveMigrationFile: 'vaultRefs.saveMigrationFile',
  signInForMigration: 'vaultRefs.signInForMigration',
  showMigrationPreview: 'vaultRefs.showMigrationPreview',
  openMigrationEntry: 'vaultRefs.openMigrationEntry',
} as const;

/** The view of what a scan found. */
export const viewId = 'vaultRefs.plaintextSecrets';

/** The view of what is to be moved, and of what is unfinished. */
export const migrationViewId = 'vaultRefs.migration';

/** Context keys that package.json uses in `when` and `enablement`. */
export const contextKeys = {
  /** The server holds a token, whatever Vault's state. */
  connected: 'vaultRefs.connected',
  /** There is a connection to sign out of. */
  hasConnection: 'vaultRefs.hasConnection',
  /** Vault redirects to a host that is not allowed. */
  redirectRefused: 'vaultRefs.redirectRefused',
  /** The workspace is being scanned. */
  scanRunning: 'vaultRefs.scanRunning',
  /** The workspace was scanned, whatever was found. */
  hasScan: 'vaultRefs.hasScan',
  /** The view is grouped by rule, and not by file. */
  groupedByRule: 'vaultRefs.groupedByRule',
  /** There is a plan, or an unfinished run of this workspace. */
  hasMigration: 'vaultRefs.hasMigration',
  hasMigrationPlan: 'vaultRefs.hasMigrationPlan',
  /** Runs are kept, of whichever workspace. */
  hasMigrationRuns: 'vaultRefs.hasMigrationRuns',
  canContinueMigration: 'vaultRefs.canContinueMigration',
  canUndoMigration: 'vaultRefs.canUndoMigration',
  /** This window is at work on a run. */
  migrationRunning: 'vaultRefs.migrationRunning',
} as const;

/** Every command that the extension registers. */
export type CommandId =
  | (typeof paletteCommands)[keyof typeof paletteCommands]
  | (typeof viewCommands)[keyof typeof viewCommands]
  | (typeof migrationCommands)[keyof typeof migrationCommands]
  | (typeof migrationItemCommands)[keyof typeof migrationItemCommands]
  | (typeof lightbulbCommands)[keyof typeof lightbulbCommands];

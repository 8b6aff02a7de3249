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

/** The view of what a scan found. */
export const viewId = 'vaultRefs.plaintextSecrets';

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
} as const;

/** Every command that the extension registers. */
export type CommandId =
  | (typeof paletteCommands)[keyof typeof paletteCommands]
  | (typeof viewCommands)[keyof typeof viewCommands]
  | (typeof lightbulbCommands)[keyof typeof lightbulbCommands];

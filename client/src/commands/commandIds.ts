import { clientCommands } from '../../../server/src/protocol.ts';

/** Commands that people find in the palette. */
export const paletteCommands = {
  signIn: 'vaultRefs.signIn',
  signOut: 'vaultRefs.signOut',
  signOutAndRevoke: 'vaultRefs.signOutAndRevoke',
  configureVault: 'vaultRefs.configureVault',
  refresh: 'vaultRefs.refresh',
  showLog: 'vaultRefs.showLog',
  openSettings: 'vaultRefs.openSettings',
} as const;

/** Commands of the lightbulb, hidden from the palette because they need an address from the server. */
export const lightbulbCommands = clientCommands;

/** Context keys that package.json uses in `when` and `enablement`. */
export const contextKeys = {
  /** The server holds a token, whatever Vault's state. */
  connected: 'vaultRefs.connected',
  /** There is a connection to sign out of. */
  hasConnection: 'vaultRefs.hasConnection',
} as const;

/** Every command that the extension registers. */
export type CommandId =
  | (typeof paletteCommands)[keyof typeof paletteCommands]
  | (typeof lightbulbCommands)[keyof typeof lightbulbCommands];

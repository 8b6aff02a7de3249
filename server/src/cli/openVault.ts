import { homedir } from 'node:os';
import type { VaultAccess } from '../runtime.ts';
import { createVaultConnection } from '../vault/connection.ts';
import { tokenFilePath } from '../vault/tokenFile.ts';

/** The connection of a command, not signed in: address and token are those of the environment. */
export function openVault(): VaultAccess {
  return createVaultConnection({
    rememberedMounts: [],
    environment: process.env,
    homeDirectory: homedir(),
    tokenFile: tokenFilePath(homedir(), process.env),
    now: () => Date.now(),
    userAgentVersion: 'cli',
    honourSkipVerify: true,
  });
}

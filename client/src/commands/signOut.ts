import type { CommandParts } from './commandParts.ts';

/** Signs out and deletes the stored token. */
export async function signOut({ dialogs, connection }: CommandParts): Promise<void> {
  try {
    await connection.signOut();
    dialogs.tell('information', 'Signed out of Vault.');
  } catch {
    dialogs.tell('warning', 'Signed out of Vault, but the stored token could not be deleted.');
  }
}

import { placeOf } from '../connection/statusText.ts';
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

/** As {@link signOut}, and the token ends for everybody who has it; asked first, as it may be used elsewhere too. */
export async function signOutAndRevoke({ dialogs, connection, memory }: CommandParts): Promise<void> {
  const agreed = await dialogs.confirm({
    message: 'Sign out of Vault and revoke the token?',
    detail: `${placeOf(memory.connection ?? {})}\n\nThe token ends for every window and program that uses it.`,
    agree: 'Sign Out and Revoke',
  });
  if (!agreed) return;
  try {
    const { revoked } = await connection.signOut({ revoke: true });
    if (revoked) dialogs.tell('information', 'Signed out of Vault, and the token was revoked.');
    else
      dialogs.tell(
        'warning',
        'Signed out of Vault, but the token was not revoked: Vault refused or was not reached.',
      );
  } catch {
    dialogs.tell('warning', 'Signed out of Vault, but the stored token could not be deleted.');
  }
}

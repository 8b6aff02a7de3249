import { placeOf } from '../connection/statusText.ts';
import { showLogButton } from '../dialogs/dialogs.ts';
import type { CommandParts } from './commandParts.ts';
import { agreeToPlainHttp, agreeToSkipTls } from './consent.ts';
import { askHowToSignIn } from './signInRequest.ts';

/** Signs in as the user chooses, after every consent that it takes. Does nothing in a workspace without trust. */
export async function signIn(parts: CommandParts): Promise<void> {
  const { dialogs, api, memory, connection } = parts;
  if (!parts.isTrusted()) {
    dialogs.tell('warning', 'Vault is not connected while this folder is not trusted.', {
      label: 'Manage Trust',
      command: 'workbench.trust.manage',
    });
    return;
  }
  const settings = parts.settings();
  const params = await askHowToSignIn({ dialogs, memory, settings, offer: await api.environmentOffer() });
  if (!params) return;
  const origin = params.method === 'environment' ? params.origin : params.address;
  if (!(await agreeToPlainHttp(dialogs, origin))) return;
  if (!(await agreeToSkipTls(dialogs, connection, settings, origin))) return;
  const outcome = await connection.signIn(params);
  if (!outcome.ok) dialogs.tell('error', `Vault sign-in failed: ${outcome.message}`, showLogButton);
  else if (outcome.remembered)
    dialogs.tell('information', `Signed in to Vault at ${placeOf(outcome.status)}.`);
  else dialogs.tell('warning', 'Signed in to Vault for this window only: the token could not be stored.');
}

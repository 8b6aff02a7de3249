import { placeOf } from '../connection/statusText.ts';
import { showLogButton } from '../dialogs/dialogs.ts';
import { agreeToRedirect } from './allowRedirect.ts';
import type { CommandParts } from './commandParts.ts';
import { agreeToPlainHttp, agreeToSkipTls } from './consent.ts';
import type { Ask } from './signInQuestions.ts';
import { askHowToSignIn } from './signInRequest.ts';

/** Signs in as the user chooses, after every consent that it takes. Does nothing in a workspace without trust. */
export async function signIn(parts: CommandParts): Promise<void> {
  await signInBy(parts, askHowToSignIn);
}

/** As {@link signIn}, with these questions; true when the user is signed in now. */
export async function signInBy(parts: CommandParts, ask: Ask): Promise<boolean> {
  const { dialogs, api, memory, connection } = parts;
  if (!parts.isTrusted()) {
    dialogs.tell('warning', 'Vault is not connected while this folder is not trusted.', {
      label: 'Manage Trust',
      command: 'workbench.trust.manage',
    });
    return false;
  }
  const settings = parts.settings();
  const params = await ask({ dialogs, memory, settings, offer: await api.environmentOffer() });
  if (!params) return false;
  const origin = params.method === 'environment' ? params.origin : params.address;
  if (!(await agreeToPlainHttp(dialogs, origin))) return false;
  if (!(await agreeToSkipTls(dialogs, connection, settings, origin))) return false;
  const first = await connection.signIn(params);
  const isAllowed = !first.ok && (await agreeToRedirect(parts, origin, first.redirect));
  // What redirects does so with the first request, before a credential could be used up.
  const outcome = isAllowed ? await connection.signIn(params) : first;
  if (!outcome.ok) dialogs.tell('error', `Vault sign-in failed: ${outcome.message}`, showLogButton);
  else if (outcome.remembered)
    dialogs.tell('information', `Signed in to Vault at ${placeOf(outcome.status)}.`);
  else dialogs.tell('warning', 'Signed in to Vault for this window only: the token could not be stored.');
  return outcome.ok;
}

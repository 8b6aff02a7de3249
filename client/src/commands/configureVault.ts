import type { SecretsPlace, SignInParams } from '../../../server/src/protocol.ts';
import { connectionOptions } from '../connection/settings.ts';
import type { CommandParts } from './commandParts.ts';
import { signInBy } from './signIn.ts';
import { askSecret, askText, tokenProblem } from './signInInputs.ts';
import { askOrigin } from './signInOrigin.ts';
import type { SignInQuestions } from './signInQuestions.ts';

/**
 * Signs in with the five inputs of MAAS' `config-vault configure`: address, role id, wrapped token, path and mount of the
 * secrets. Says whether that place can be used.
 */
export async function configureVault(parts: CommandParts): Promise<void> {
  let place: SecretsPlace | undefined;
  const isSignedIn = await signInBy(parts, async (questions) => {
    const inputs = await askFiveInputs(questions);
    place = inputs?.place;
    return inputs?.params;
  });
  if (!isSignedIn || !place) return;
  const { usable, message } = await parts.api.checkSecretsPlace(place);
  parts.dialogs.tell(usable ? 'information' : 'warning', message);
}

async function askFiveInputs(
  questions: SignInQuestions,
): Promise<{ readonly params: SignInParams; readonly place: SecretsPlace } | undefined> {
  const { dialogs, settings } = questions;
  const address = await askOrigin(questions);
  const roleId = address === undefined ? undefined : await askText(dialogs, 'Role id');
  if (address === undefined || roleId === undefined) return undefined;
  const wrappingToken = await askSecret(questions, 'Wrapped token', address, tokenProblem);
  const path = wrappingToken === undefined ? undefined : await askText(dialogs, 'Path of the secrets');
  const mount = path === undefined ? undefined : await askText(dialogs, 'Mount of the secrets', 'secret');
  if (wrappingToken === undefined || path === undefined || mount === undefined) return undefined;
  const secret = { kind: 'wrapped', wrappingToken } as const;
  const options = connectionOptions(settings, address, settings.namespace);
  return { params: { method: 'approle', address, roleId, secret, ...options }, place: { mount, path } };
}

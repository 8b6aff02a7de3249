import type { SignInParams } from '../../../server/src/protocol.ts';
import { parseAddress } from '../connection/address.ts';
import type { ConnectionSettings } from '../connection/settings.ts';
import { connectionOptions } from '../connection/settings.ts';
import { agreeToOrigin } from './consent.ts';
import type { MethodChoice } from './signInMethods.ts';
import { typedMethods } from './signInMethods.ts';
import { askOrigin } from './signInOrigin.ts';
import type { SignInQuestions } from './signInQuestions.ts';

/** How and where to sign in, as the user chose, typed and agreed; undefined when dismissed at any step. */
export async function askHowToSignIn(questions: SignInQuestions): Promise<SignInParams | undefined> {
  const { dialogs, offer, settings } = questions;
  const parsed = parseAddress(offer.environmentOrigin ?? '');
  const environment = parsed.ok && isOf(settings, parsed.origin) ? [environmentChoice(parsed.origin)] : [];
  const tokenFile = offer.tokenFile ? [tokenFileChoice] : [];
  const choices = [...environment, ...tokenFile, ...typedMethods];
  const preset = choices.find(({ method }) => method === settings.chosen?.signIn.method);
  const ask = preset?.value ?? (await dialogs.choose('Sign in to Vault', choices));
  return ask?.(questions);
}

/** Whether the connection may be at an origin: a named one has its own. */
function isOf({ chosen, address }: ConnectionSettings, origin: string): boolean {
  return chosen === undefined || address === origin;
}

const tokenFileChoice: MethodChoice = {
  method: 'token-file',
  label: 'Use the Token File',
  description: '~/.vault-token',
  value: fromTokenFile,
};

function environmentChoice(origin: string): MethodChoice {
  return {
    method: 'environment',
    label: 'Use the Environment',
    description: `${origin}, from VAULT_ADDR and VAULT_TOKEN (or BAO_*)`,
    value: (questions) => fromEnvironment(questions, origin),
  };
}

async function fromEnvironment(
  { dialogs, settings, offer }: SignInQuestions,
  origin: string,
): Promise<SignInParams | undefined> {
  const namespace = offer.environmentNamespace ?? '';
  const agreed = await agreeToOrigin(dialogs, "the environment's token", origin, namespace);
  if (!agreed) return undefined;
  return { method: 'environment', origin, ...connectionOptions(settings, origin, namespace) };
}

/** A container can bring an address beside the user's own token file, so a new origin is confirmed on its own. */
async function fromTokenFile(questions: SignInQuestions): Promise<SignInParams | undefined> {
  const { dialogs, memory, settings } = questions;
  const origin = await askOrigin(questions);
  if (origin === undefined) return undefined;
  const { namespace } = settings;
  const agreed =
    memory.isConfirmed(origin) || (await agreeToOrigin(dialogs, 'the token file', origin, namespace));
  if (!agreed) return undefined;
  return { method: 'token-file', address: origin, ...connectionOptions(settings, origin, namespace) };
}

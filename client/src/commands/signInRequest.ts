import type { EnvironmentOffer, SignInParams } from '../../../server/src/protocol.ts';
import { parseAddress } from '../connection/address.ts';
import type { ConnectionMemory } from '../connection/connectionMemory.ts';
import type { ConnectionSettings } from '../connection/settings.ts';
import { connectionOptions } from '../connection/settings.ts';
import type { Dialogs } from '../dialogs/dialogs.ts';
import { agreeToOrigin } from './consent.ts';

export interface SignInQuestions {
  readonly dialogs: Dialogs;
  readonly memory: ConnectionMemory;
  readonly settings: ConnectionSettings;
  readonly offer: EnvironmentOffer;
}

/** How and where to sign in, as the user chose, typed and agreed; undefined when dismissed at any step. */
export async function askHowToSignIn(questions: SignInQuestions): Promise<SignInParams | undefined> {
  const { dialogs, offer } = questions;
  const parsed = parseAddress(offer.environmentOrigin ?? '');
  const environment = parsed.ok ? [environmentChoice(parsed.origin)] : [];
  const tokenFile = offer.tokenFile ? [tokenFileChoice] : [];
  const choices = [...environment, ...tokenFile, typedChoice];
  const ask = choices.length === 1 ? fromTyping : await dialogs.choose('Sign in to Vault', choices);
  return ask?.(questions);
}

type Ask = (questions: SignInQuestions) => Promise<SignInParams | undefined>;

const typedChoice = { label: 'Enter Address and Token', value: fromTyping };
const tokenFileChoice = {
  label: 'Use the Token File',
  description: '~/.vault-token',
  value: fromTokenFile,
};

function environmentChoice(origin: string): { label: string; description: string; value: Ask } {
  return {
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
async function fromTokenFile({
  dialogs,
  memory,
  settings,
}: SignInQuestions): Promise<SignInParams | undefined> {
  const origin = await askOrigin(dialogs, settings, memory);
  if (origin === undefined) return undefined;
  const { namespace } = settings;
  const agreed =
    memory.isConfirmed(origin) || (await agreeToOrigin(dialogs, 'the token file', origin, namespace));
  if (!agreed) return undefined;
  return { method: 'token-file', address: origin, ...connectionOptions(settings, origin, namespace) };
}

async function fromTyping({ dialogs, memory, settings }: SignInQuestions): Promise<SignInParams | undefined> {
  const origin = await askOrigin(dialogs, settings, memory);
  if (origin === undefined) return undefined;
  const token = await dialogs.ask({
    title: 'Sign in to Vault',
    prompt: `Token for ${origin}${settings.namespace ? `, namespace ${settings.namespace}` : ''}`,
    password: true,
    problem: tokenProblem,
  });
  if (token === undefined) return undefined;
  const options = connectionOptions(settings, origin, settings.namespace);
  return { method: 'token', address: origin, token: token.trim(), ...options };
}

async function askOrigin(
  dialogs: Dialogs,
  settings: ConnectionSettings,
  memory: ConnectionMemory,
): Promise<string | undefined> {
  const typed = await dialogs.ask({
    title: 'Sign in to Vault',
    prompt: 'Address of the Vault or OpenBao server',
    value: settings.address || (memory.connection?.origin ?? ''),
    placeholder: 'https://vault.example.com:8200',
    problem: addressProblem,
  });
  const parsed = parseAddress(typed ?? '');
  return parsed.ok ? parsed.origin : undefined;
}

function addressProblem(text: string): string | undefined {
  const parsed = parseAddress(text);
  return parsed.ok ? undefined : parsed.message;
}

/** A token becomes a header, so it is one word of visible ASCII. */
function tokenProblem(text: string): string | undefined {
  if (text.trim() === '') return 'Enter a token.';
  return /^[\x21-\x7e]+$/.test(text.trim()) ? undefined : 'A token has no spaces and no special characters.';
}

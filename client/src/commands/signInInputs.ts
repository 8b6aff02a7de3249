import { placeOf } from '../connection/statusText.ts';
import type { Dialogs } from '../dialogs/dialogs.ts';
import type { SignInQuestions } from './signInQuestions.ts';

const title = 'Sign in to Vault';

/** A secret in a box that hides it, with the place it will be sent to; undefined when dismissed. */
export function askSecret(
  { dialogs, settings }: SignInQuestions,
  name: string,
  origin: string,
  problem: (text: string) => string | undefined = required(name),
): Promise<string | undefined> {
  const place = placeOf({ origin, namespace: settings.namespace });
  return dialogs.ask({ title, prompt: `${name} for ${place}`, password: true, problem });
}

/** A line that must not be empty, trimmed; undefined when dismissed. */
export async function askText(dialogs: Dialogs, prompt: string, value = ''): Promise<string | undefined> {
  return (await dialogs.ask({ title, prompt, value, problem: required(prompt) }))?.trim();
}

/** A line that may be empty; undefined when dismissed. */
async function askOptional(dialogs: Dialogs, prompt: string, value = ''): Promise<string | undefined> {
  return (await dialogs.ask({ title, prompt, value, problem: () => undefined }))?.trim();
}

/**
 * Where a method is mounted: its own name unless an administrator chose another. Not asked where a named connection
 * says how to sign in.
 */
export async function askMount(
  { dialogs, settings }: SignInQuestions,
  method: string,
): Promise<string | undefined> {
  const { signIn } = settings.chosen ?? {};
  if (signIn?.method !== undefined) return signIn.mount ?? method;
  return askText(dialogs, 'Mount path of the sign-in method', signIn?.mount ?? method);
}

/** A role, empty for the default one; not asked where a named connection says it. */
export async function askRole({ dialogs, settings }: SignInQuestions): Promise<string | undefined> {
  const { signIn } = settings.chosen ?? {};
  if (signIn?.method !== undefined) return signIn.role ?? '';
  return askOptional(dialogs, 'Role; empty for the default one', signIn?.role);
}

/** A token becomes a header, so it is one word of visible ASCII. */
export function tokenProblem(text: string): string | undefined {
  if (text.trim() === '') return 'Enter a token.';
  return /^[\x21-\x7e]+$/.test(text.trim()) ? undefined : 'A token has no spaces and no special characters.';
}

function required(name: string): (text: string) => string | undefined {
  return (text) => (text.trim() === '' ? `${name} is needed.` : undefined);
}

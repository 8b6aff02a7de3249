import { parseAddress } from '../connection/address.ts';
import type { SignInQuestions } from './signInQuestions.ts';

/** The origin of the named connection, or of the server that the person typed; undefined when dismissed. */
export async function askOrigin({ dialogs, settings, memory }: SignInQuestions): Promise<string | undefined> {
  if (settings.chosen) return settings.address;
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

import type { PasscodeParams, PasscodeResult, TokenNotice } from '../../../server/src/protocol.ts';
import { placeOf } from '../connection/statusText.ts';
import type { Dialogs } from '../dialogs/dialogs.ts';

/** Asks for the passcode that a sign-in wants. */
export async function askPasscode(
  dialogs: Dialogs,
  { origin, kind }: PasscodeParams,
): Promise<PasscodeResult> {
  const passcode = await dialogs.ask({
    title: 'Sign in to Vault',
    prompt: `Passcode (${kind}) for ${origin}`,
    password: true,
    problem: (text) => (text.trim() === '' ? 'Enter the passcode.' : undefined),
  });
  return passcode === undefined ? {} : { passcode: passcode.trim() };
}

/** Says that a token is going to end, with the way to another. */
export function tellTokenNotice(dialogs: Dialogs, notice: TokenNotice): void {
  const why =
    notice.reason === 'not-renewed'
      ? 'Vault refused to renew your token'
      : 'Your Vault token is about to expire';
  const until = new Date(notice.expiresAt).toLocaleString();
  dialogs.tell('warning', `${why}: it ends at ${until}. ${placeOf(notice)}`, {
    label: 'Sign In',
    command: 'vaultRefs.signIn',
  });
}

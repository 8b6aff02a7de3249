import { isPlainHttpToNetwork } from '../connection/address.ts';
import type { ConnectionSettings } from '../connection/settings.ts';
import { skipsTls } from '../connection/settings.ts';
import { placeOf } from '../connection/statusText.ts';
import type { VaultConnection } from '../connection/vaultConnection.ts';
import type { Dialogs } from '../dialogs/dialogs.ts';

/** Asks before a token travels unencrypted; true where it does not or the user agrees. */
export async function agreeToPlainHttp(dialogs: Dialogs, origin: string): Promise<boolean> {
  if (!isPlainHttpToNetwork(origin)) return true;
  return dialogs.confirm({
    message: 'Send the Vault token without encryption?',
    detail: `${origin}\n\nThis is plain http to another machine: anyone on the network can read the token and your secrets.`,
    agree: 'Send Without Encryption',
  });
}

/** Asks once in each window before the certificate check is skipped for an origin. */
export async function agreeToSkipTls(
  dialogs: Dialogs,
  connection: VaultConnection,
  settings: ConnectionSettings,
  origin: string,
): Promise<boolean> {
  if (!skipsTls(settings, origin) || connection.hasTlsConsent(origin)) return true;
  const agreed = await dialogs.confirm({
    message: 'Connect without checking the certificate?',
    detail: `${origin}\n\nThe setting vaultRefs.skipTlsVerify is on: anyone between you and the server can read the token and your secrets.`,
    agree: 'Connect Without Check',
  });
  if (agreed) connection.consentToSkipTls(origin);
  return agreed;
}

/** Asks before a token that was not typed just now goes to an origin. */
export async function agreeToOrigin(
  dialogs: Dialogs,
  tokenName: string,
  origin: string,
  namespace: string,
): Promise<boolean> {
  return dialogs.confirm({
    message: `Sign in to Vault with ${tokenName}?`,
    detail: `The token will be sent to\n${placeOf({ origin, namespace })}`,
    agree: 'Sign In',
  });
}

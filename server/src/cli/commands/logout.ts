import { isTokenFileTaken, removeTokenFile, tokenFilePath } from '../../vault/tokenFile.ts';
import { parseOptions } from '../arguments.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { CouldNotError, exitCodes, UsageError } from '../context.ts';
import type { PlaceOptions } from '../signIn.ts';
import { placeOptionsUsage, signInAt } from '../signIn.ts';

export const logoutUsage = `Usage: vault-refs logout [--address URL]

Deletes the token file that "vault-refs login" or "vault login" wrote: ~/.vault-token, or what VAULT_TOKEN_PATH
(BAO_TOKEN_PATH) names. With --address the server revokes the token first, for everybody who has it.

Options:
${placeOptionsUsage}
  --help           show this text

Exit code: 0 signed out, 2 wrong usage, 3 there was no token file, or it could not be deleted or the token revoked.
`;

const options = {
  address: { type: 'string' },
  namespace: { type: 'string' },
  'ca-file': { type: 'string' },
  'allow-redirect': { type: 'string' },
} as const;

/** `vault-refs logout`. @throws UsageError on wrong arguments, CouldNotError. */
export async function logout(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { values: place, positionals } = parseOptions(args, options);
  if (positionals.length > 0) throw new UsageError('There are too many arguments.');
  const file = tokenFilePath(context.homeDirectory, context.environment);
  if (!isTokenFileTaken(file)) throw new CouldNotError('There is no token file.');
  const isRevoked = Object.keys(place).length === 0 ? undefined : await revoke(place, context);
  await removeTokenFile(file).catch(() => {
    throw new CouldNotError('The token file could not be deleted.');
  });
  if (isRevoked === false)
    throw new CouldNotError(
      'The token file was deleted, but the token was not revoked: the server refused or was not reached.',
    );
  context.stderr.write(isRevoked === true ? 'Signed out, and the token was revoked.\n' : 'Signed out.\n');
  return exitCodes.clean;
}

async function revoke(place: PlaceOptions, context: CliContext): Promise<boolean> {
  const access = await context.openVault();
  const signedIn = await signInAt(access, place, context.cwd);
  return signedIn.ok && access.signOutAndRevoke();
}

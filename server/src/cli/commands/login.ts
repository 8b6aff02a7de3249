import type { SignInParams, SignInResult } from '../../protocol.ts';
import type { VaultAccess } from '../../runtime.ts';
import { isTokenFileTaken, tokenFilePath, writeTokenFile } from '../../vault/tokenFile.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { exitCodes, UsageError } from '../context.ts';
import type { LoginArguments } from '../login/loginArguments.ts';
import { showPage } from '../login/browserPage.ts';
import { readLoginArguments } from '../login/loginArguments.ts';
import { loginMethods } from '../login/methods.ts';
import { isUsable, secretsPlace } from '../login/secretsPlace.ts';
import { printable } from '../../printable.ts';
import { connectionOptions, usableOrigin } from '../signIn.ts';

export const loginUsage = `Usage: vault-refs login METHOD URL ...

  approle URL ROLE_ID [WRAPPED_TOKEN|-] [SECRETS_PATH]
  userpass|ldap URL USERNAME [-]
  jwt URL [-]
  oidc URL
  cert URL CERT_FILE KEY_FILE
  token URL [-]

Signs in to Vault and keeps the token where "vault login" puts it, ~/.vault-token or what VAULT_TOKEN_PATH (BAO_TOKEN_PATH)
names, for the person alone to read. A
secret that is not given is asked for and not shown; - reads it from standard input. A wrapping token is looked up
first, unwrapped once, and only if it was made for a secret id of a role. For oidc the address of a page is shown, to be
opened in a browser. Where that runs on another machine, the address that it ends at can be pasted.

Options:
  --mount PATH          where the method is mounted; the name of the method by default
  --namespace NS        Vault namespace
  --ca-file FILE        PEM file with more authorities to trust
  --allow-redirect URL  https server that this one may redirect to, as a standby does
  --role NAME           role for jwt, oidc and cert
  --port N              for oidc: port of this machine that the browser comes back to; 8250 by default
  --role-name NAME      for approle: the role that the wrapping token must have been made for
  --secret-id           for approle: the secret is a secret id, not a wrapping token
  --secrets-mount MOUNT for approle: mount of SECRETS_PATH; secret by default
  --force               replace an existing token file
  --print               write the token to standard output and no file
  --help                show this text

Exit code: 0 signed in, 2 wrong usage, 3 not signed in, or the place of the secrets cannot be used.
`;

/** `vault-refs login`. @throws UsageError on wrong arguments. */
export async function login(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const given = readLoginArguments(args);
  const place = secretsPlace(given);
  // Asked first: a wrapping token must not be used up for nothing.
  if (given.options.print !== true && given.options.force !== true && isTokenFileTaken(fileOf(context)))
    return refused(context, 'There is a token file already: use --force to replace it, or --print.');
  const params = await signInParams(given, context);
  const access = await context.openVault();
  try {
    const result = await access.signIn(params, {
      askPasscode: (kind) => askPasscode(kind, given, context),
      openBrowser: (page, signal) => showPage(page, context, signal),
    });
    if (!result.ok) return refused(context, `Not signed in: ${result.message}`);
    if (!(await keepOrRevoke(given, context, access, params, result))) return exitCodes.couldNot;
    return (await isUsable(place, context, access)) ? exitCodes.clean : exitCodes.couldNot;
  } finally {
    access.signOut();
  }
}

function signInParams(given: LoginArguments, context: CliContext): Promise<SignInParams> {
  const method = loginMethods.get(given.method);
  if (!method) throw new UsageError('There is no such METHOD.');
  const { cwd } = context;
  const inputs = {
    ...given,
    cwd,
    address: usableOrigin(given.url),
    secret: (name: string, argument: string | undefined) => readSecret(name, argument, context),
  };
  const options = connectionOptions(given.options, cwd);
  return Promise.resolve(method(inputs)).then((params) => ({ ...params, ...options }));
}

async function readSecret(
  name: string,
  argument: string | undefined,
  { secrets }: CliContext,
): Promise<string> {
  if (argument !== undefined && argument !== '-')
    throw new UsageError(
      'A secret is not taken from the command line: leave it out, or use - to pipe it in.',
    );
  const text = argument === '-' ? await secrets.line() : await secrets.prompt(`${name}: `);
  if (text === undefined || text.trim() === '')
    throw new UsageError(`${name}: there is none. Without a terminal, use - to pipe it in.`);
  return text;
}

/** Where the first secret was piped in and there is no terminal, the passcode is the next line. */
async function askPasscode(
  kind: string,
  { rest }: LoginArguments,
  { secrets }: CliContext,
): Promise<string | undefined> {
  const typed = await secrets.prompt(`Passcode (${printable(kind)}): `);
  return typed ?? (rest.includes('-') ? secrets.line() : undefined);
}

async function keepOrRevoke(
  given: LoginArguments,
  context: CliContext,
  access: VaultAccess,
  params: SignInParams,
  result: SignInResult & { readonly ok: true },
): Promise<boolean> {
  const token = params.method === 'token' ? params.token.trim() : (result.issuedToken ?? '');
  if (!(await keep(token, given, context))) {
    // Nobody has it now, so nobody should be able to use it.
    if (result.issuedToken !== undefined) await access.signOutAndRevoke();
    refused(context, 'The token file could not be written. A token that was issued was revoked again.');
    return false;
  }
  const { origin = '', namespace = '' } = result.status;
  const where = namespace === '' ? origin : `${origin}, namespace ${namespace}`;
  context.stderr.write(printable(`Signed in at ${where}.`) + '\n');
  return true;
}

async function keep(token: string, { options }: LoginArguments, context: CliContext): Promise<boolean> {
  if (options.print === true) {
    context.stdout.write(`${token}\n`);
    return true;
  }
  try {
    await writeTokenFile(fileOf(context), token, { replace: options.force === true });
    return true;
  } catch {
    return false;
  }
}

function fileOf({ homeDirectory, environment }: CliContext): string {
  return tokenFilePath(homeDirectory, environment);
}

function refused({ stderr }: CliContext, message: string): ExitCode {
  stderr.write(`${printable(message)}\n`);
  return exitCodes.couldNot;
}

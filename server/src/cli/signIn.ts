import { isAbsolute, resolve } from 'node:path';
import type { ConnectionOptions, SignInParams } from '../protocol.ts';
import type { VaultAccess } from '../runtime.ts';
import { isPlainHttpToNetwork, originOf } from '../vault/address.ts';
import { UsageError } from './context.ts';

export type CommandSignIn = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Options that name a server. */
export const placeOptions = ['address', 'namespace', 'ca-file', 'allow-redirect'] as const;

export type PlaceOptions = Readonly<Partial<Record<(typeof placeOptions)[number], string>>>;

export const placeUsage = `Address and token come from the environment, and only as a pair: VAULT_ADDR with VAULT_TOKEN (or BAO_ADDR with
BAO_TOKEN). With --address the token is that of "vault-refs login" or "vault login", from ~/.vault-token.`;

export const placeOptionsUsage = `  --address URL    server that the token of ~/.vault-token belongs to
  --namespace NS   Vault namespace, with --address
  --ca-file FILE   PEM file with more authorities to trust, with --address
  --allow-redirect URL  https server that the one of --address may redirect to`;

/**
 * Signs in with the token file at the address of the options, which only the person's own command line can give, else
 * with the environment's pair. A message holds neither address nor token.
 * @throws UsageError for options that do not go together.
 */
export async function signInAt(
  access: VaultAccess,
  options: PlaceOptions,
  cwd: string,
): Promise<CommandSignIn> {
  const { address } = options;
  if (address === undefined && Object.keys(options).length > 0)
    throw new UsageError('--namespace, --ca-file and --allow-redirect need --address.');
  const params =
    address === undefined
      ? environmentParams(access)
      : { method: 'token-file' as const, address: usableOrigin(address), ...connectionOptions(options, cwd) };
  if (!params)
    return { ok: false, message: 'the environment has no usable pair of VAULT_ADDR and VAULT_TOKEN.' };
  const result = await access.signIn(params);
  return result.ok ? { ok: true } : { ok: false, message: result.message };
}

function environmentParams(access: VaultAccess): SignInParams | undefined {
  const { environmentOrigin: origin, environmentNamespace: namespace } = access.environmentOffer();
  if (origin === undefined) return undefined;
  return { method: 'environment', origin, ...(namespace === undefined ? {} : { namespace }) };
}

/** Namespace and authorities as the sign-in takes them. */
export function connectionOptions(
  { namespace, 'ca-file': caFile, 'allow-redirect': redirect }: PlaceOptions,
  cwd: string,
): ConnectionOptions {
  return {
    ...(namespace === undefined ? {} : { namespace }),
    ...(caFile === undefined ? {} : { caFile: isAbsolute(caFile) ? caFile : resolve(cwd, caFile) }),
    ...(redirect === undefined ? {} : { allowedRedirects: [usableOrigin(redirect)] }),
  };
}

/** The origin of an address on the command line. @throws UsageError when credentials must not go there. */
export function usableOrigin(address: string): string {
  const origin = safely(() => originOf(address));
  if (origin === undefined) throw new UsageError('The URL must be like https://vault.example.com:8200.');
  if (isPlainHttpToNetwork(origin))
    throw new UsageError('Plain http to another machine would show the token on the network: use https.');
  return origin;
}

function safely<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

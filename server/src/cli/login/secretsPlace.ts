import { checkSecretsPlace } from '../../languageService/secretsPlace.ts';
import { trimOf } from '../../languageService/trim.ts';
import type { SecretsPlace } from '../../protocol.ts';
import type { VaultAccess } from '../../runtime.ts';
import { apiPath } from '../../vault/kvPath.ts';
import type { CliContext } from '../context.ts';
import { UsageError } from '../context.ts';
import { printable } from '../../printable.ts';
import type { LoginArguments } from './loginArguments.ts';

/** Where the secrets are to be, as MAAS' `config-vault configure` takes it. @throws UsageError for too much or too little. */
export function secretsPlace({ method, rest, options }: LoginArguments): SecretsPlace | undefined {
  const [path, ...more] = method === 'approle' ? rest.slice(2) : [];
  if (more.length > 0) throw new UsageError('There are too many arguments.');
  const mount = options['secrets-mount'];
  if (path === undefined && mount === undefined) return undefined;
  if (path === undefined) throw new UsageError('--secrets-mount needs a SECRETS_PATH.');
  const place = { mount: trimOf(mount ?? 'secret', '/'), path: trimOf(path, '/') };
  try {
    apiPath('metadata', place);
    return place;
  } catch {
    throw new UsageError('SECRETS_PATH or --secrets-mount has a segment that no server accepts.');
  }
}

/**
 * Whether the place that the person named can be used, said on standard error; true when none was named.
 */
export async function isUsable(
  place: SecretsPlace | undefined,
  { stderr }: CliContext,
  { store }: VaultAccess,
): Promise<boolean> {
  if (!place) return true;
  const { usable, message } = await checkSecretsPlace(store, place, AbortSignal.timeout(15_000));
  stderr.write(`${printable(message)}\n`);
  return usable;
}

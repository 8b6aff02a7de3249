import { trimOf } from '../../languageService/trim.ts';
import type { VaultAccess } from '../../runtime.ts';
import { apiPath } from '../../vault/kvPath.ts';
import type { CliContext } from '../context.ts';
import { UsageError } from '../context.ts';
import { printable } from '../printable.ts';
import type { LoginArguments } from './loginArguments.ts';

export interface SecretsPlace {
  readonly mount: string;
  readonly path: string;
}

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
  const answer = await store.list(place.mount, place.path, AbortSignal.timeout(15_000));
  const name = `${place.mount}/${place.path}`;
  const say = (text: string): unknown => stderr.write(`${printable(text)}\n`);
  switch (answer.kind) {
    case 'listed':
      say(`Secrets at ${name}: there.`);
      return true;
    case 'denied':
      say(`Secrets at ${name}: the token may not list names there. ${answer.detail}`);
      return false;
    case 'no-such-mount':
      say(`Secrets at ${name}: there is no such mount.`);
      return false;
    case 'not-signed-in':
    case 'sealed':
    case 'unreachable':
    case 'not-checkable':
      say(`Secrets at ${name}: ${answer.detail}`);
      return false;
  }
}

import type { PathRights } from '../../languageService/migration/secretVault.ts';
import type { KvVersion, SecretPath } from '../../languageService/secretStore.ts';
import { StoreError } from '../../languageService/storeError.ts';
import { apiPath } from '../kvPath.ts';
import type { VaultSession } from '../vaultSession.ts';
import { apiNames, type LocatedPath, rightsOf } from './pathRights.ts';
import { askCapabilities } from '../capabilities.ts';

/**
 * What the token of a session may do with each path, in their order; undefined when it may not ask, and for what is no
 * path of a KV mount: the call that uses it says why. @throws StoreError.
 */
export async function sessionRights(
  session: VaultSession,
  secrets: readonly SecretPath[],
  signal: AbortSignal,
): Promise<readonly (PathRights | undefined)[]> {
  const located = await locate(session, secrets, signal);
  const names = new Set(located.flatMap((secret) => (secret ? apiNames(secret) : [])));
  const known = await askCapabilities(session.api, [...names], signal);
  return located.map((secret) => {
    const rights = secret && known && rightsOf(secret, known);
    if (secret?.kvVersion === 2 && rights) session.patching.learnRight(secret, rights.patch);
    return rights;
  });
}

async function locate(
  session: VaultSession,
  secrets: readonly SecretPath[],
  signal: AbortSignal,
): Promise<readonly (LocatedPath | undefined)[]> {
  const versions = new Map<string, KvVersion | undefined>();
  for (const mount of new Set(secrets.map((secret) => secret.mount))) {
    versions.set(mount, await unlessRefused(() => session.kvVersion(mount, signal)));
  }
  return secrets.map((secret) => {
    const kvVersion = versions.get(secret.mount);
    return kvVersion && isPath(secret) ? { ...secret, kvVersion } : undefined;
  });
}

/** What the server says of one mount does not keep the others from being asked about. */
async function unlessRefused<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof StoreError && refusals.has(error.kind)) return undefined;
    throw error;
  }
}

const refusals: ReadonlySet<string> = new Set(['no-such-mount', 'not-kv', 'denied', 'bad-path']);

function isPath(secret: SecretPath): boolean {
  try {
    return apiPath('data', secret) !== '';
  } catch {
    return false;
  }
}

import type { PathRights } from '../../languageService/migration/secretVault.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import { StoreError } from '../../languageService/storeError.ts';
import { apiPath } from '../kvPath.ts';
import type { VaultSession } from '../vaultSession.ts';
import { askRights, type LocatedPath } from './rights.ts';

/**
 * What the token of a session may do with each path, in their order. What is no path of a KV mount has no answer: the
 * call that uses it says why. @throws StoreError.
 */
export async function rightsThrough(
  session: VaultSession,
  secrets: readonly SecretPath[],
  signal: AbortSignal,
): Promise<readonly (PathRights | undefined)[]> {
  const located: (LocatedPath | undefined)[] = [];
  for (const secret of secrets) located.push(await locate(session, secret, signal));
  const askable = located.filter((path) => path !== undefined);
  const answers = await askRights(session.api, askable, signal);
  const byPath = new Map(askable.map((path, index) => [path, answers[index]]));
  return located.map((path) => path && byPath.get(path));
}

const ofThePath = new Set(['no-such-mount', 'not-kv', 'denied', 'bad-path']);

async function locate(
  session: VaultSession,
  secret: SecretPath,
  signal: AbortSignal,
): Promise<LocatedPath | undefined> {
  try {
    apiPath('data', secret);
    return { ...secret, kvVersion: await session.kvVersion(secret.mount, signal) };
  } catch (error) {
    if (error instanceof StoreError && ofThePath.has(error.kind)) return undefined;
    throw error;
  }
}

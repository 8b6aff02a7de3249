import type { RemoveRequest, WriteReceipt } from '../../languageService/migration/secretVault.ts';
import type { KvVersion, SecretPath } from '../../languageService/secretStore.ts';
import { StoreError } from '../../languageService/storeError.ts';
import { apiPath } from '../kvPath.ts';
import type { VaultApi } from '../vaultApi.ts';
import { successful } from '../vaultApi.ts';
import { type ChangeSession, changeKv2 } from './changing.ts';
import { conflict } from './receipt.ts';

/**
 * Takes keys out of the current version with check-and-set. KV v2 only.
 * @throws StoreError; `conflict` when the path is not what the base says any more, or the base has not all the keys.
 */
export async function removeKeys(
  session: ChangeSession,
  { secret, keys, base }: RemoveRequest,
  signal: AbortSignal,
): Promise<WriteReceipt> {
  if (base.kvVersion === 1)
    throw new StoreError('conflict', 'KV v1 has no check-and-set, so no key is taken out of a path.');
  if (!keys.every((key) => Object.hasOwn(base.data, key))) throw conflict();
  const patch = new Map(keys.map((key) => [key, null] as const));
  return changeKv2(session, { secret, base, patch }, signal);
}

/**
 * Soft-deletes one version on KV v2, whose answer is the same where there is none; on KV v1 the path is gone for good.
 * @throws StoreError.
 */
export async function deleteVersion(
  api: VaultApi,
  kvVersion: KvVersion,
  { secret, version }: { readonly secret: SecretPath; readonly version: number },
  signal: AbortSignal,
): Promise<void> {
  if (kvVersion === 1) {
    successful(await api.delete(apiPath('', secret), signal));
    return;
  }
  // Without a version it would be refused; the data path's own DELETE would take whichever is current.
  if (!Number.isSafeInteger(version) || version < 1) throw conflict();
  successful(await api.post(apiPath('delete', secret), { versions: [version] }, signal));
}

import type {
  CurrentSecret,
  WriteReceipt,
  WriteRequest,
} from '../../languageService/migration/secretVault.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import { StoreError } from '../../languageService/storeError.ts';
import { apiPath } from '../kvPath.ts';
import { shaped, shapes } from '../responses.ts';
import type { VaultApi } from '../vaultApi.ts';
import { successful } from '../vaultApi.ts';
import { committed, isUnclear } from './lostAnswer.ts';

/** The value of a KV v1 path. @throws StoreError. */
export async function readKv1(
  api: VaultApi,
  secret: SecretPath,
  signal: AbortSignal,
): Promise<CurrentSecret> {
  const answer = await api.get(apiPath('', secret), signal);
  if (answer.status === 404) return { kind: 'absent', kvVersion: 1, cas: 0 };
  const { data } = shaped(shapes.kv1Data, successful(answer).body);
  return { kind: 'present', kvVersion: 1, version: 0, createdTime: '', deletionTime: '', data };
}

/**
 * Writes an absent path. KV v1 has no check-and-set, so the path is looked at once more right before: what remains
 * is a race that the person has agreed to. @throws StoreError `conflict` when the path is there.
 */
export async function writeKv1(
  api: VaultApi,
  { secret, values }: Pick<WriteRequest, 'secret' | 'values'>,
  signal: AbortSignal,
): Promise<WriteReceipt> {
  const current = await readKv1(api, secret, signal);
  if (current.kind === 'present')
    throw new StoreError('conflict', 'The path exists; on KV v1 only new paths are written.');
  const data = Object.fromEntries(values);
  try {
    successful(await api.post(apiPath('', secret), data, signal));
    return { version: 0, createdTime: '', deletionTime: '' };
  } catch (error) {
    if (!isUnclear(error)) throw error;
    return committed(() => readKv1(api, secret, signal), { version: 0, data }, error);
  }
}

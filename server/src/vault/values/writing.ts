import type { WriteReceipt, WriteRequest } from '../../languageService/migration/secretVault.ts';
import { isTooMuch } from '../../languageService/migration/writeLimits.ts';
import { StoreError } from '../../languageService/storeError.ts';
import { apiPath } from '../kvPath.ts';
import type { VaultApi } from '../vaultApi.ts';
import { type ChangeSession, changeKv2 } from './changing.ts';
import { writeKv1 } from './kv1.ts';
import { committed, isUnclear } from './lostAnswer.ts';
import { conflict, receiptOf } from './receipt.ts';
import { readKv2 } from './reading.ts';

/**
 * Adds keys with check-and-set and keeps all others; nothing is sent that a server would refuse for its size. A write
 * whose answer was lost is recognised by what is there afterwards.
 * @throws StoreError; `conflict` when the path is not what the base says any more, or has one of the keys.
 */
export async function writeKeys(
  session: ChangeSession,
  request: WriteRequest,
  signal: AbortSignal,
): Promise<WriteReceipt> {
  const { secret, values, base } = request;
  if (isTooMuch(values)) throw new StoreError('too-large', 'This is more than one write may hold.');
  if (base.kind === 'absent')
    return base.kvVersion === 1
      ? writeKv1(session.api, request, signal)
      : create(session.api, request, base.cas, signal);
  if (base.kvVersion === 1)
    throw new StoreError('conflict', 'The path exists; on KV v1 only new paths are written.');
  // A key is added, never changed, whoever calls.
  for (const key of values.keys()) if (Object.hasOwn(base.data, key)) throw conflict();
  const { isCompared = false } = request;
  return changeKv2(session, { secret, base, patch: values, isCompared }, signal);
}

/** The first version of a path, or the one above a deleted one. One request. */
async function create(
  api: VaultApi,
  { secret, values }: WriteRequest,
  cas: number,
  signal: AbortSignal,
): Promise<WriteReceipt> {
  const data = Object.fromEntries(values);
  try {
    return receiptOf(await api.post(apiPath('data', secret), { options: { cas }, data }, signal));
  } catch (error) {
    if (!isUnclear(error)) throw error;
    return committed(() => readKv2(api, secret, signal), { version: cas + 1, data }, error);
  }
}

import type {
  CurrentSecret,
  PresentSecret,
  WriteReceipt,
} from '../../languageService/migration/secretVault.ts';
import { hasUnsafeNumber } from '../../languageService/migration/unsafeNumber.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import { StoreError } from '../../languageService/storeError.ts';
import { apiPath } from '../kvPath.ts';
import { committed, isUnclear } from './lostAnswer.ts';
import { conflict, receiptOf } from './receipt.ts';
import { readKv2 } from './reading.ts';
import type { VaultApi } from '../vaultApi.ts';

/** A change of the current version of a path. */
export interface Change {
  readonly secret: SecretPath;
  readonly base: PresentSecret;
  /** What the keys are to be; null takes a key out. */
  readonly patch: ReadonlyMap<string, string | null>;
}

/**
 * Makes the version after `base`, every other key kept. PATCH with check-and-set alters nothing but what it names; where
 * it is not to be had, all keys are written again with check-and-set, right after a look.
 * @throws StoreError; `conflict` when the path is not what `base` says any more.
 */
export async function changeKv2(api: VaultApi, change: Change, signal: AbortSignal): Promise<WriteReceipt> {
  const { secret, base, patch } = change;
  refuseUnsafe(base.data);
  const path = apiPath('data', secret);
  const options = { cas: base.version };
  requireSame(await readKv2(api, secret, signal), base);
  return recognising(api, change, base.data, signal, async () => {
    const patched = await api.patch(path, { options, data: Object.fromEntries(patch) }, signal);
    // The version was deleted since it was looked at. Its number still passes as cas, so writing all keys again would
    // bring back what somebody has just deleted.
    if (patched.status === 404) throw conflict();
    // 403: no patch capability; 405: a server without PATCH.
    if (patched.status !== 403 && patched.status !== 405) return receiptOf(patched);
    const current = requireSame(await readKv2(api, secret, signal), base);
    refuseUnsafe(current.data);
    return receiptOf(await api.post(path, { options, data: merged(current.data, patch) }, signal));
  });
}

/** Runs a write; when its answer was lost, what is there afterwards tells whether it was done. */
async function recognising(
  api: VaultApi,
  { secret, base, patch }: Change,
  before: PresentSecret['data'],
  signal: AbortSignal,
  write: () => Promise<WriteReceipt>,
): Promise<WriteReceipt> {
  try {
    return await write();
  } catch (error) {
    if (!isUnclear(error)) throw error;
    const expected = { version: base.version + 1, data: merged(before, patch) };
    return committed(() => readKv2(api, secret, signal), expected, error);
  }
}

/**
 * A path that was deleted and made again starts at version 1, so the version alone can be fooled: the time of creation
 * is compared too.
 */
function requireSame(current: CurrentSecret, base: PresentSecret): PresentSecret {
  const isSame =
    current.kind === 'present' &&
    current.version === base.version &&
    current.createdTime === base.createdTime;
  if (!isSame) throw conflict();
  return current;
}

function refuseUnsafe(data: PresentSecret['data']): void {
  if (hasUnsafeNumber(data)) {
    throw new StoreError('unsafe-number', 'The path holds a number that could not be kept exactly.');
  }
}

/** Entries, not assignment: `__proto__` is a key like any other. */
function merged(data: PresentSecret['data'], patch: Change['patch']): Record<string, unknown> {
  const result = new Map<string, unknown>(Object.entries(data));
  for (const [key, value] of patch) {
    if (value === null) result.delete(key);
    else result.set(key, value);
  }
  return Object.fromEntries(result);
}

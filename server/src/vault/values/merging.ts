import type { PresentSecret } from '../../languageService/migration/secretVault.ts';
import { hasUnsafeNumber } from '../../languageService/migration/unsafeNumber.ts';
import {
  jsonBytes,
  MAX_SECRET_BYTES,
  MAX_WRITE_BYTES,
  MAX_WRITE_KEYS,
} from '../../languageService/migration/writeLimits.ts';
import { StoreError } from '../../languageService/storeError.ts';

type Data = PresentSecret['data'];

/** What keys are to be; null takes a key out. */
export type Patch = ReadonlyMap<string, string | null>;

/** `data` with the patch applied. Entries, not assignment: `__proto__` is a key like any other. */
export function merged(data: Data, patch: Patch): Data {
  const result = new Map<string, unknown>(Object.entries(data));
  for (const [key, value] of patch) {
    if (value === null) result.delete(key);
    else result.set(key, value);
  }
  return Object.fromEntries(result);
}

/**
 * Refuses data that a change of it could alter, or that could not be read back.
 * @throws StoreError `unsafe-number` or `too-large`.
 */
export function refuseUnkeepable(data: Data, patch: Patch): void {
  if (hasUnsafeNumber(data))
    throw new StoreError('unsafe-number', 'The path holds a number that could not be kept exactly.');
  if (jsonBytes(merged(data, patch)) > MAX_SECRET_BYTES)
    throw new StoreError('too-large', 'The path would hold more than can be read back.');
}

/** Refuses what is too much to be sent in one request. @throws StoreError `too-large`. */
export function refuseUnsendable(data: Data): void {
  if (Object.keys(data).length > MAX_WRITE_KEYS || jsonBytes(data) > MAX_WRITE_BYTES)
    throw new StoreError('too-large', 'The path holds more than one write may.');
}

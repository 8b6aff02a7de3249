import type { PresentSecret } from '../../../server/src/languageService/migration/secretVault.ts';
import { hasUnsafeNumber } from '../../../server/src/languageService/migration/unsafeNumber.ts';
import { failure } from './failure.ts';
import type { Data } from './storedPath.ts';

/** What the adapter refuses before it sends anything. @throws StoreError. */
export function refuseUnmergeable(base: PresentSecret, isWritten: (key: string) => boolean): void {
  if (Object.keys(base.data).some(isWritten)) throw failure('conflict');
  if (hasUnsafeNumber(base.data)) throw failure('unsafe-number');
}

/** `data` with keys added as a server keeps them. */
export function withKeys(data: Data, values: ReadonlyMap<string, string>): Data {
  const added = [...values].map(([key, value]) => [key, value.replace(/\p{Cs}/gu, '\ufffd')] as const);
  return Object.fromEntries([...Object.entries(data), ...added]);
}

/** `data` without keys. */
export function withoutKeys(data: Data, keys: readonly string[]): Data {
  return Object.fromEntries(Object.entries(data).filter(([key]) => !keys.includes(key)));
}

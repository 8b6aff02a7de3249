import { isDeepStrictEqual } from 'node:util';
import type {
  CurrentSecret,
  PresentSecret,
  WriteReceipt,
} from '../../languageService/migration/secretVault.ts';
import { StoreError } from '../../languageService/storeError.ts';

/** Whether a write that failed so may have happened. */
export function isUnclear(error: unknown): error is StoreError {
  if (!(error instanceof StoreError)) return false;
  const { kind } = error;
  return kind === 'unreachable' || kind === 'timeout' || kind === 'server-error' || kind === 'bad-response';
}

/** What a write was to leave behind. */
export type Expected = Pick<PresentSecret, 'version' | 'data'>;

/**
 * The receipt of a write whose answer was lost, if what is there afterwards is exactly what it was to leave.
 * @throws `failure` when it is not, or nobody can tell.
 */
export async function committed(
  look: () => Promise<CurrentSecret>,
  expected: Expected,
  failure: StoreError,
): Promise<WriteReceipt> {
  const current = await look().catch((error: unknown) => {
    throw error instanceof StoreError ? failure : error;
  });
  if (current.kind === 'absent' || current.version !== expected.version) throw failure;
  if (!isDeepStrictEqual({ ...current.data }, { ...expected.data })) throw failure;
  const { version, createdTime, deletionTime } = current;
  return { version, createdTime, deletionTime, isRecovered: true };
}

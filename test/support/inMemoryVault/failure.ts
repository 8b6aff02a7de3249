import type { VaultErrorKind } from '../../../server/src/languageService/migration/secretVault.ts';
import { StoreError } from '../../../server/src/languageService/storeError.ts';

/** A failure as the adapter throws it. */
export function failure(kind: VaultErrorKind): StoreError {
  return new StoreError(kind, 'Made up for a test.');
}

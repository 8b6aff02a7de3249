import type { WriteReceipt } from '../../languageService/migration/secretVault.ts';
import { StoreError } from '../../languageService/storeError.ts';
import { errorTexts, shaped, shapes } from '../responses.ts';
import type { HttpAnswer } from '../transport.ts';
import { successful } from '../vaultApi.ts';

/** What KV v2 answers to a write. @throws StoreError; `conflict` when check-and-set has refused it. */
export function receiptOf(answer: HttpAnswer): WriteReceipt {
  const isStale =
    answer.status === 400 && errorTexts(answer.body).some((text) => text.includes('check-and-set'));
  if (isStale) throw conflict();
  const { data } = shaped(shapes.receipt, successful(answer).body);
  return { version: data.version, createdTime: data.created_time, deletionTime: data.deletion_time };
}

/** The state that a write was based on is not there any more. */
export function conflict(): StoreError {
  return new StoreError('conflict', 'The secret was changed by someone else in the meantime.');
}

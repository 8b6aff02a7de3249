import { StoreError } from '../../languageService/storeError.ts';

/** A token becomes a header, so it is one word of visible ASCII. @throws StoreError `not-signed-in` otherwise. */
export function requireTokenText(token: string): void {
  if (token === '') throw new StoreError('not-signed-in', 'There is no token.');
  if (/[^\x21-\x7e]/.test(token))
    throw new StoreError('not-signed-in', 'The token has characters that no token has.');
}

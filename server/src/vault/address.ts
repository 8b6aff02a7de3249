import { StoreError } from '../languageService/storeError.ts';

/**
 * The exact origin of a server's address.
 * @throws StoreError `unreachable` when the text is not the address of an http or https server alone.
 */
export function originOf(address: string): string {
  const url = URL.canParse(address.trim()) ? new URL(address.trim()) : undefined;
  const isPlain =
    url !== undefined &&
    (url.protocol === 'https:' || url.protocol === 'http:') &&
    url.username === '' &&
    url.password === '' &&
    url.search === '' &&
    url.hash === '' &&
    url.pathname === '/';
  if (!isPlain) {
    throw new StoreError(
      'unreachable',
      'The address must be like https://vault.example.com:8200, nothing more.',
    );
  }
  return url.origin;
}

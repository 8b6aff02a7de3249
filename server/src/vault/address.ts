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

/** Whether what is sent to this origin stays on this machine. Takes an origin as {@link originOf} gives it. */
export function isLoopback(origin: string): boolean {
  const { hostname } = new URL(origin);
  // URL writes every spelling of an IPv4 address as four decimal numbers.
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Whether what is sent to this origin could be read on the network. Takes an origin as {@link originOf} gives it. */
export function isPlainHttpToNetwork(origin: string): boolean {
  return new URL(origin).protocol === 'http:' && !isLoopback(origin);
}

export type AddressResult =
  { readonly ok: true; readonly origin: string } | { readonly ok: false; readonly message: string };

/**
 * The exact `URL.origin` of a Vault address as a person typed it, or why it is not one. Nothing but scheme, host and
 * port is accepted: a token is bound to the origin, so user info or a path could only mislead.
 */
export function parseAddress(text: string): AddressResult {
  const url = toUrl(text.trim());
  if (!url) return refused('Enter an address such as https://vault.example.com:8200.');
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refused('The address must begin with https:// or http://.');
  }
  if (url.username || url.password) return refused('The address must not hold a user name or password.');
  if (url.pathname !== '/' || url.search || url.hash) {
    return refused(`Enter scheme, host and port only, for example ${url.origin}.`);
  }
  return { ok: true, origin: url.origin };
}

/** Whether a request to this origin stays on this machine. Takes an origin as {@link parseAddress} gives it. */
export function isLoopback(origin: string): boolean {
  const hostname = toUrl(origin)?.hostname;
  if (hostname === undefined) return false;
  // URL writes every spelling of an IPv4 address (`127.1`, `0x7f000001`) as four decimal numbers.
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/** Whether a token sent to this origin could be read on the network. */
export function isPlainHttpToNetwork(origin: string): boolean {
  return origin.startsWith('http://') && !isLoopback(origin);
}

function toUrl(text: string): URL | undefined {
  // `URL` drops tabs and line ends silently, so what is shown and what is meant could differ.
  return /[\s\\]/.test(text) || !URL.canParse(text) ? undefined : new URL(text);
}

function refused(message: string): AddressResult {
  return { ok: false, message };
}

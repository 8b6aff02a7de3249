import { createHash, timingSafeEqual } from 'node:crypto';

/** Where the browser comes back to. */
export interface CallbackPlace {
  /** `http://localhost:8250/oidc/callback` */
  readonly address: string;
  readonly port: number;
}

/** The place at a port of this machine, spelled as the official client spells it: providers compare the text. */
export function callbackAt(port: number): CallbackPlace {
  return { address: `http://localhost:${port}/oidc/callback`, port };
}

/** What the identity provider says in the end: a code for one use, or that it refuses. */
export type CallbackAnswer = { readonly kind: 'code'; readonly code: string } | { readonly kind: 'refused' };

/** A code is a line of a few hundred characters; what is longer is something else. */
const MAX_CODE = 8_192;

/**
 * The answer in an address that a browser came to, or undefined when it is not of the sign-in with this `state`: anybody
 * can send a browser, or a request, to a port of this machine.
 */
export function readCallback(
  address: string,
  { address: expected }: CallbackPlace,
  state: string,
): CallbackAnswer | undefined {
  const url = URL.canParse(address, expected) ? new URL(address, expected) : undefined;
  if (!url || url.pathname !== new URL(expected).pathname) return undefined;
  const [code, given, error] = ['code', 'state', 'error'].map((name) => only(url.searchParams, name));
  if (given === undefined || !isSame(given, state)) return undefined;
  if (error !== undefined) return { kind: 'refused' };
  if (code === undefined || code === '' || code.length > MAX_CODE) return undefined;
  return { kind: 'code', code };
}

/** A parameter that is given twice could be read in one way here and in another elsewhere. */
function only(parameters: URLSearchParams, name: string): string | undefined {
  const all = parameters.getAll(name);
  return all.length === 1 ? all[0] : undefined;
}

/** In a time that does not tell how much of it fits. */
function isSame(one: string, other: string): boolean {
  const [first, second] = [one, other].map((text) => createHash('sha256').update(text).digest());
  return first !== undefined && second !== undefined && timingSafeEqual(first, second);
}

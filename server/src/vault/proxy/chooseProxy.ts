import { StoreError } from '../../languageService/storeError.ts';
import type { ConnectionOptions } from '../../protocol.ts';
import { isLoopback } from '../address.ts';
import { isExcepted } from './exceptions.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A proxy that connections are tunnelled through. */
export interface Proxy {
  /** As it was written: http or https, where it can be used. */
  readonly address: string;
  /** Hosts that are reached without it, as `NO_PROXY` spells them. */
  readonly exceptions: readonly string[];
}

/**
 * The proxy that the person's editor has set, else that of the environment as the official client reads it
 * (`BAO_PROXY_ADDR`, `VAULT_PROXY_ADDR`), else `HTTPS_PROXY` with `NO_PROXY`. Undefined for none.
 */
export function chooseProxy(
  { proxy: choice, skipTlsVerify = false }: Pick<ConnectionOptions, 'proxy' | 'skipTlsVerify'>,
  environment: Environment,
  honourSkipVerify: boolean,
): Proxy | undefined {
  if (choice?.kind === 'off') return undefined;
  const read = (...names: readonly string[]): string =>
    names.map((name) => environment[name]?.trim() ?? '').find((text) => text !== '') ?? '';
  const exceptions = read('NO_PROXY', 'no_proxy').split(',');
  if (choice) return { address: choice.url, exceptions: [...choice.except, ...exceptions] };
  // Without a check of certificates a proxy could read everything, and a repository's container can set variables.
  if (skipTlsVerify && !honourSkipVerify) return undefined;
  const own = read('BAO_PROXY_ADDR', 'VAULT_PROXY_ADDR');
  if (own !== '') return { address: own, exceptions: [] };
  const common = read('HTTPS_PROXY', 'https_proxy');
  return common === '' ? undefined : { address: common, exceptions };
}

/**
 * The proxy for an origin: never for plain http, where it would read the token, nor for this machine.
 * @throws StoreError `unreachable` for one that cannot be used.
 */
export function proxyFor(origin: string, proxy: Proxy | undefined): URL | undefined {
  const { protocol, hostname, port } = new URL(origin);
  if (!proxy || protocol !== 'https:' || isLoopback(origin)) return undefined;
  return isExcepted(proxy.exceptions, hostname, port || '443') ? undefined : usable(proxy.address);
}

function usable(text: string): URL {
  const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url && url.hostname !== '' && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  throw new StoreError(
    'unreachable',
    'The proxy that is set cannot be used: it must be like http://proxy:3128.',
  );
}

import { StoreError } from '../../languageService/storeError.ts';
import type { ConnectionOptions, EnvironmentSignIn } from '../../protocol.ts';
import { originOf } from '../address.ts';
import type { EnvironmentPair } from '../environment.ts';
import { environmentPair } from '../environment.ts';
import { readClientCertificate } from './clientCertificate.ts';
import type { Machine, SignInMethod } from './signInMethod.ts';

/** The environment's token, for the environment's address alone. @throws StoreError when that is another one now. */
export function environment(
  params: ConnectionOptions & EnvironmentSignIn,
  { environment: variables, honourSkipVerify }: Machine,
): SignInMethod {
  const pair = environmentPair(variables);
  if (!pair || originOf(pair.address) !== params.origin) {
    throw new StoreError('not-signed-in', 'The environment has no token for this server any more.');
  }
  return {
    origin: params.origin,
    options: { ...optionsOf(pair, honourSkipVerify), ...params },
    ...(pair.clientCertificate ? { clientCertificate: readClientCertificate(pair.clientCertificate) } : {}),
    token: () => Promise.resolve({ token: pair.token }),
  };
}

function optionsOf(
  { namespace, options, skipTlsVerify }: EnvironmentPair,
  honourSkipVerify: boolean,
): ConnectionOptions {
  return { namespace, ...options, ...(honourSkipVerify && skipTlsVerify ? { skipTlsVerify } : {}) };
}

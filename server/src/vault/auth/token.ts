import type { ConnectionOptions, TokenSignIn } from '../../protocol.ts';
import { originOf } from '../address.ts';
import type { SignInMethod } from './signInMethod.ts';

/** A token that the person has. @throws StoreError for a wrong address. */
export function token(params: ConnectionOptions & TokenSignIn): SignInMethod {
  return {
    origin: originOf(params.address),
    options: params,
    token: () => Promise.resolve({ token: params.token.trim() }),
  };
}

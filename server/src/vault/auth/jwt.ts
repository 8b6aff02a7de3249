import type { ConnectionOptions, JwtSignIn } from '../../protocol.ts';
import { originOf } from '../address.ts';
import { authPath, logIn } from './login.ts';
import type { SignInMethod } from './signInMethod.ts';

/** A signed token of an identity provider that Vault trusts. @throws StoreError for a wrong address or mount. */
export function jwt(params: ConnectionOptions & JwtSignIn): SignInMethod {
  const path = `${authPath(params.mount, 'jwt')}/login`;
  const body = { jwt: params.jwt.trim(), ...(params.role === undefined ? {} : { role: params.role }) };
  return {
    origin: originOf(params.address),
    options: params,
    token: (login) => logIn(login, path, body, 'JWT for this role'),
  };
}

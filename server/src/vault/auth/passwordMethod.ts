import type { ConnectionOptions, PasswordSignIn } from '../../protocol.ts';
import { originOf } from '../address.ts';
import { encodeSegment } from '../kvPath.ts';
import { authPath, logIn } from './login.ts';
import type { SignInMethod } from './signInMethod.ts';

/** A user name in the path and a password in the body. @throws StoreError for a wrong address, mount or user name. */
export function passwordMethod(
  params: ConnectionOptions & PasswordSignIn,
  defaultMount: string,
): SignInMethod {
  const mount = authPath(params.mount, defaultMount);
  const path = `${mount}/login/${encodeSegment(params.username)}`;
  return {
    origin: originOf(params.address),
    options: params,
    token: (login) => logIn(login, path, { password: params.password }, 'user name and password'),
  };
}

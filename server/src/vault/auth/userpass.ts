import type { ConnectionOptions, PasswordSignIn } from '../../protocol.ts';
import { passwordMethod } from './passwordMethod.ts';
import type { SignInMethod } from './signInMethod.ts';

/** A user that Vault itself keeps. @throws StoreError for a wrong address, mount or user name. */
export function userpass(params: ConnectionOptions & PasswordSignIn): SignInMethod {
  return passwordMethod(params, 'userpass');
}

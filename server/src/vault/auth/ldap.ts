import type { ConnectionOptions, PasswordSignIn } from '../../protocol.ts';
import { passwordMethod } from './passwordMethod.ts';
import type { SignInMethod } from './signInMethod.ts';

/** A user of the directory that Vault asks. @throws StoreError for a wrong address, mount or user name. */
export function ldap(params: ConnectionOptions & PasswordSignIn): SignInMethod {
  return passwordMethod(params, 'ldap');
}

import type { SignInParams } from '../../protocol.ts';
import { appRole } from './appRole.ts';
import { certificate } from './certificate.ts';
import { environment } from './environment.ts';
import { jwt } from './jwt.ts';
import { ldap } from './ldap.ts';
import { oidc } from './oidc.ts';
import type { Machine, SignInMethod } from './signInMethod.ts';
import { token } from './token.ts';
import { tokenFile } from './tokenFile.ts';
import { userpass } from './userpass.ts';

/** The method that the person chose. @throws StoreError when what was entered cannot be used; nothing is sent yet. */
export function signInMethod(params: SignInParams, machine: Machine): SignInMethod {
  switch (params.method) {
    case 'token':
      return token(params);
    case 'environment':
      return environment(params, machine);
    case 'token-file':
      return tokenFile(params, machine);
    case 'approle':
      return appRole(params);
    case 'userpass':
      return userpass(params);
    case 'ldap':
      return ldap(params);
    case 'jwt':
      return jwt(params);
    case 'oidc':
      return oidc(params);
    case 'cert':
      return certificate(params);
  }
}

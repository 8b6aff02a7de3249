import { StoreError } from '../../languageService/storeError.ts';
import type { AppRoleSignIn, ConnectionOptions } from '../../protocol.ts';
import { originOf } from '../address.ts';
import { authPath, logIn } from './login.ts';
import type { Login, SignInMethod, SignInToken } from './signInMethod.ts';
import { unwrapSecretId } from './wrappedSecretId.ts';

/** A role with its secret id, or with a token that wraps one. @throws StoreError for a wrong address or mount. */
export function appRole(params: ConnectionOptions & AppRoleSignIn): SignInMethod {
  const mount = authPath(params.mount, 'approle');
  const { secret } = params;
  return {
    origin: originOf(params.address),
    options: params,
    token: (login) =>
      secret.kind === 'secret-id'
        ? logInWith(login, mount, params.roleId, secret.secretId)
        : unwrapAndLogIn(login, mount, params.roleId, secret),
  };
}

async function unwrapAndLogIn(
  login: Login,
  mount: string,
  roleId: string,
  secret: { readonly wrappingToken: string; readonly roleName?: string },
): Promise<SignInToken> {
  const secretId = await unwrapSecretId(login, mount, secret);
  try {
    return await logInWith(login, mount, roleId, secretId);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const message = `${error.message} The wrapping token is used up now: ask for a new one.`;
    throw new StoreError(error.kind, message, error.status);
  }
}

function logInWith(login: Login, mount: string, roleId: string, secretId: string): Promise<SignInToken> {
  const body = { role_id: roleId.trim(), secret_id: secretId.trim() };
  return logIn(login, `${mount}/login`, body, 'role id and secret id');
}

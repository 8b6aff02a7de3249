import * as v from 'valibot';
import { StoreError } from '../../languageService/storeError.ts';
import { shaped } from '../responses.ts';
import type { HttpAnswer } from '../transport.ts';
import { successful } from '../vaultApi.ts';
import type { Login } from './signInMethod.ts';
import { requireTokenText } from './tokenText.ts';

const lookUpShape = v.object({ data: v.object({ creation_path: v.string() }) });
const secretIdShape = v.object({ data: v.object({ secret_id: v.pipe(v.string(), v.minLength(1)) }) });

/**
 * The secret id in a wrapping token. Where the token comes from is looked at first, without using it up: one that was
 * made by anything but the role's secret-id endpoint has been swapped on its way. `mount` is an API path.
 * @throws StoreError `denied` for a token that is used up, expired or of another origin; it is not unwrapped then.
 */
export async function unwrapSecretId(
  login: Login,
  mount: string,
  secret: { readonly wrappingToken: string; readonly roleName?: string },
): Promise<string> {
  const token = secret.wrappingToken.trim();
  requireTokenText(token);
  const lookUp = await login.api().post('sys/wrapping/lookup', { token }, login.signal, 'safe');
  const { creation_path: path } = shaped(lookUpShape, valid(lookUp).body).data;
  if (!isSecretIdPath(path, mount, secret.roleName)) throw swapped();
  // As the header alone: with the token in the body as well, it is used up and the answer is lost.
  const answer = await login.api(token).post('sys/wrapping/unwrap', {}, login.signal, 'never');
  return shaped(secretIdShape, valid(answer).body).data.secret_id;
}

/** Custom secret ids have another endpoint, where somebody chose the secret. Role names have no case. */
function isSecretIdPath(path: string, mount: string, roleName: string | undefined): boolean {
  const prefix = `${decodeURIComponent(mount)}/role/`;
  if (!path.startsWith(prefix)) return false;
  const [role = '', ...rest] = path.slice(prefix.length).split('/');
  if (role === '' || rest.join('/') !== 'secret-id') return false;
  return roleName === undefined || role.toLowerCase() === roleName.trim().toLowerCase();
}

function valid(answer: HttpAnswer): HttpAnswer {
  if (answer.status === 400 || answer.status === 403) {
    throw new StoreError(
      'denied',
      'The wrapping token is not valid: it has expired or was used already. If that was not you, tell those who ' +
        'gave it to you, as somebody else may have the secret id.',
      answer.status,
    );
  }
  return successful(answer);
}

function swapped(): StoreError {
  return new StoreError(
    'denied',
    'The wrapping token was not made for a secret id of this role. It was not used: tell those who gave it to you, ' +
      'as somebody may have swapped it.',
  );
}

import * as v from 'valibot';
import { StoreError } from '../../languageService/storeError.ts';
import { trimOf } from '../../languageService/trim.ts';
import { encodePath } from '../kvPath.ts';
import { shaped } from '../responses.ts';
import type { HttpAnswer } from '../transport.ts';
import { successful } from '../vaultApi.ts';
import { mfaShape, validateMfa } from './mfa.ts';
import type { Login, SignInToken } from './signInMethod.ts';

const loginShape = v.object({
  auth: v.object({
    client_token: v.string(),
    lease_duration: v.pipe(v.number(), v.minValue(0)),
    renewable: v.boolean(),
    mfa_requirement: v.nullish(mfaShape),
  }),
});

type Auth = v.InferOutput<typeof loginShape>['auth'];

/** API path of a method's mount: `auth/approle`. @throws StoreError `bad-path`. */
export function authPath(mount: string | undefined, defaultMount: string): string {
  return `auth/${encodePath(trimOf(mount?.trim() || defaultMount, '/'))}`;
}

/**
 * Logs in once and answers what the server asks for besides.
 * @param credential what the person gave, for a refusal: "user name and password"
 * @throws StoreError `denied` when the server refuses; an answer without a token is never a sign-in.
 */
export async function logIn(
  login: Login,
  path: string,
  body: object,
  credential: string,
): Promise<SignInToken> {
  const refusal = `The server does not accept this ${credential}, or has no such sign-in method there.`;
  return tokenIn(login, await login.api().post(path, body, login.signal, 'never'), refusal);
}

/**
 * The token in the answer to a login, once what the server asks for besides was answered.
 * @param refusal said when the server refuses, in a sentence
 * @throws StoreError as {@link logIn}.
 */
export async function tokenIn(login: Login, answer: HttpAnswer, refusal: string): Promise<SignInToken> {
  const auth = authOf(answer, refusal);
  if (auth.client_token !== '') return tokenOf(auth);
  if (!auth.mfa_requirement) throw withoutToken();
  const validated = await validateMfa(login, auth.mfa_requirement);
  return tokenOf(authOf(validated, 'The server does not accept the second factor.'));
}

/** Servers refuse a login with 400 or 403; an unknown mount looks like a missing permission. */
function authOf(answer: HttpAnswer, refusal: string): Auth {
  if ([400, 403, 404].includes(answer.status)) throw new StoreError('denied', refusal, answer.status);
  return shaped(loginShape, successful(answer).body).auth;
}

function tokenOf({ client_token: token, lease_duration: seconds, renewable }: Auth): SignInToken {
  if (token === '') throw withoutToken();
  return { token, issued: { seconds, isRenewable: renewable } };
}

function withoutToken(): StoreError {
  return new StoreError('bad-response', 'The server took the sign-in but gave no token.');
}

import * as v from 'valibot';
import { StoreError } from '../../languageService/storeError.ts';
import type { HttpAnswer } from '../transport.ts';
import type { Login } from './signInMethod.ts';

const methodShape = v.object({
  // Shown in the question for the passcode, so it must not be a sentence.
  type: v.pipe(v.string(), v.regex(/^\w{1,32}$/)),
  id: v.string(),
  uses_passcode: v.optional(v.boolean(), false),
});

/** What a login answers instead of a token: every constraint wants one of its methods. */
export const mfaShape = v.object({
  mfa_request_id: v.string(),
  mfa_constraints: v.record(v.string(), v.object({ any: v.pipe(v.array(methodShape), v.minLength(1)) })),
});

type Method = v.InferOutput<typeof methodShape>;

/**
 * Asks for the passcodes that the server wants and sends them, once. Methods without a passcode, such as a push to a
 * telephone, are chosen only where there is no other.
 * @throws StoreError `not-signed-in` when the person gives up.
 */
export async function validateMfa(
  login: Login,
  requirement: v.InferOutput<typeof mfaShape>,
): Promise<HttpAnswer> {
  const payload: Record<string, string[]> = {};
  for (const { any } of Object.values(requirement.mfa_constraints)) {
    const method = any.find(({ uses_passcode: usesPasscode }) => usesPasscode) ?? any[0];
    if (method && !(method.id in payload)) payload[method.id] = await factorOf(login, method);
  }
  const body = { mfa_request_id: requirement.mfa_request_id, mfa_payload: payload };
  return login.api().post('sys/mfa/validate', body, login.signal, 'never');
}

async function factorOf({ askPasscode, signal }: Login, method: Method): Promise<string[]> {
  if (!method.uses_passcode) return [];
  const passcode = (await askPasscode(method.type, signal))?.trim() ?? '';
  if (passcode === '') throw new StoreError('not-signed-in', 'The sign-in was given up at the passcode.');
  return [passcode];
}

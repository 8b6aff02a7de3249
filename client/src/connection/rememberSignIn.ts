import type { SignInParams } from '../../../server/src/protocol.ts';
import type { ConnectionMemory, SignInMethod } from './connectionMemory.ts';
import type { Credentials } from './credentials.ts';
import type { ConnectionSettings } from './settings.ts';
import { originOf } from './signInPlace.ts';

/** What a sign-in was agreed to for: the chosen connection, the settings then, and the generation of its place. */
export interface AgreedSignIn extends Pick<ConnectionSettings, 'address' | 'namespace'> {
  readonly name: string;
  readonly generation: string;
}

/**
 * Remembers a sign-in for later windows. Of a password or secret id nothing is kept: what it brought is a token like one
 * that was typed.
 * @returns false where the secret storage does not take the token: this window is signed in, and the next one asks again
 */
export async function rememberSignIn(
  { memory, credentials }: { readonly memory: ConnectionMemory; readonly credentials: Credentials },
  { name, generation, address, namespace: namespaceSetting }: AgreedSignIn,
  params: SignInParams,
  issuedToken: string | undefined,
): Promise<boolean> {
  const origin = originOf(params);
  const namespace = params.namespace ?? '';
  try {
    const method = rememberedMethod(params);
    const token = params.method === 'token' ? params.token : issuedToken;
    if (method === 'token' && token === undefined) return false;
    if (method === 'token' && token !== undefined) await credentials.store(origin, namespace, token);
    const settings = { address, namespace: namespaceSetting };
    await memory.remember({ method, origin, namespace, generation, settings }, name);
    return true;
  } catch {
    return false;
  }
}

/** How a later window signs in without the user. */
function rememberedMethod({ method }: SignInParams): SignInMethod {
  return method === 'environment' || method === 'token-file' ? method : 'token';
}

import type { ConnectionStatus, SignInParams } from '../../../server/src/protocol.ts';
import type { SignedInPlace } from './generations.ts';

/** Where a status says that somebody is signed in. */
export function placeOf({ kind, origin, namespace = '' }: ConnectionStatus): SignedInPlace | undefined {
  return kind === 'signed-out' || origin === undefined ? undefined : { origin, namespace };
}

/** Where a sign-in goes. Addresses in sign-ins of this client are origins: see `parseAddress`. */
export function originOf(params: SignInParams): string {
  return params.method === 'environment' ? params.origin : params.address;
}

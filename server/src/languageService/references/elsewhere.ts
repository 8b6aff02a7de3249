import type { ConnectionState } from '../secretStore.ts';
import { trimOf } from '../trim.ts';
import type { FoundReference } from './reference.ts';

/** Why such a reference is not checked: a sentence. */
export const elsewhereDetail = 'The reference names a server or namespace of its own.';

/**
 * Whether a reference names another server or namespace than that of the connection, which then has nothing to say about
 * it. What a file names is compared and never connected to.
 */
export function isElsewhere({ server }: FoundReference, connection: ConnectionState): boolean {
  if (!server || connection.kind === 'signed-out') return false;
  const { address, namespace } = server;
  if (address !== undefined && originOf(address) !== connection.origin) return true;
  return namespace !== undefined && trimOf(namespace, '/') !== trimOf(connection.namespace, '/');
}

function originOf(address: string): string | undefined {
  try {
    return new URL(address).origin;
  } catch {
    return undefined;
  }
}

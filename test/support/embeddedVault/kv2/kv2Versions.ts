import type { BackendRequest } from '../backend.ts';
import type { Reply } from '../reply.ts';
import { badRequest, noContent } from '../reply.ts';
import type { Kv2Secret, Kv2Store, Kv2Version } from './kv2Store.ts';

/** POST delete/: marks versions that are there; 204 also for those that are not. */
export function deleteVersions(store: Kv2Store, request: BackendRequest): Reply {
  return forVersions(store, request, 'No version number provided', (version) => {
    if (!store.isGone(version)) version.deletionTime = store.clock.stamp();
  });
}

/** POST undelete/: a time to live starts anew. */
export function undeleteVersions(store: Kv2Store, request: BackendRequest): Reply {
  return forVersions(store, request, 'No version number provided', (version, secret) => {
    if (!version.destroyed) version.deletionTime = store.deletionTime(secret);
  });
}

/** POST destroy/: removes the data for good. */
export function destroyVersions(store: Kv2Store, request: BackendRequest): Reply {
  return forVersions(store, request, 'no version number provided', (version) => {
    version.destroyed = true;
    version.data = null;
  });
}

function forVersions(
  store: Kv2Store,
  request: BackendRequest,
  noneMessage: string,
  change: (version: Kv2Version, secret: Kv2Secret) => void,
): Reply {
  const numbers = versionNumbers(request.body['versions']);
  if (numbers.length === 0) return badRequest(noneMessage);
  const secret = store.secrets.get(request.path);
  for (const number of numbers) {
    const version = secret?.versions.get(number);
    if (secret !== undefined && version !== undefined) change(version, secret);
  }
  return noContent;
}

/** A list, or text with commas; empty when nothing is given. */
function versionNumbers(given: unknown): readonly number[] {
  if (Array.isArray(given)) return given.map(Number);
  if (typeof given === 'number') return [given];
  return typeof given === 'string' ? given.split(',').map(Number) : [];
}

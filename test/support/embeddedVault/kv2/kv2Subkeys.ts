import type { BackendRequest, JsonObject } from '../backend.ts';
import { isObject, wholeNumber } from '../jsonBody.ts';
import type { Reply } from '../reply.ts';
import { nothingThere, ok } from '../reply.ts';
import { findVersion } from './kv2Data.ts';
import type { Kv2Store } from './kv2Store.ts';

/** GET subkeys/: key names with null for every value; `?depth=` levels of them, all when below one. */
export function readSubkeys(store: Kv2Store, request: BackendRequest): Reply {
  const depth = wholeNumber('depth', request.query.get('depth'));
  const found = findVersion(store, request);
  if (found === undefined) return nothingThere;
  const { version, metadata } = found;
  if (store.isGone(version)) return { ...ok({ metadata, subkeys: null }), status: 404 };
  const subkeys = version.data === null ? null : names(version.data, depth > 0 ? depth : Infinity);
  return ok({ metadata, subkeys });
}

function names(data: JsonObject, depth: number): JsonObject {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => {
      const deeper = isObject(value) && depth > 1 && Object.keys(value).length > 0;
      return [name, deeper ? names(value, depth - 1) : null];
    }),
  );
}

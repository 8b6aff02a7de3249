import type { BackendRequest, JsonObject } from '../backend.ts';
import { isObject, objectField, wholeNumber } from '../jsonBody.ts';
import type { Reply } from '../reply.ts';
import { badRequest, noContent, nothingThere, ok, wrappedFailure } from '../reply.ts';
import type { Kv2Secret, Kv2Store, Kv2Version } from './kv2Store.ts';
import { versionFacts } from './kv2Store.ts';

interface Found {
  readonly version: Kv2Version;
  readonly metadata: JsonObject;
}

/** The version that `?version=` names; a number below one means the current. */
export function findVersion(store: Kv2Store, request: BackendRequest): Found | undefined {
  const wanted = wholeNumber('version', request.query.get('version'));
  const secret = store.secrets.get(request.path.replace(/\/$/u, ''));
  if (secret === undefined) return undefined;
  const number = wanted > 0 ? wanted : secret.currentVersion;
  const version = secret.versions.get(number);
  return version === undefined ? undefined : { version, metadata: versionMetadata(secret, version, number) };
}

function versionMetadata(secret: Kv2Secret, version: Kv2Version, number: number): JsonObject {
  return { ...versionFacts(version), custom_metadata: secret.customMetadata, version: number };
}

/** GET data/: a deleted version is 404 with its metadata. */
export function readData(store: Kv2Store, request: BackendRequest): Reply {
  const found = findVersion(store, request);
  if (found === undefined) return nothingThere;
  const gone = store.isGone(found.version);
  const reply = ok({ data: gone ? null : found.version.data, metadata: found.metadata });
  return gone ? { ...reply, status: 404 } : reply;
}

/** POST data/: a new version. */
export function writeData(store: Kv2Store, request: BackendRequest): Reply {
  const data = objectField(request.body, 'data');
  const options = objectField(request.body, 'options');
  if (data === undefined) return badRequest('no data provided');
  checkCas(store, store.secrets.get(request.path), options);
  const [secret, version] = store.addVersion(request.path, data === null ? null : sorted(data));
  const known = ['data', 'options', 'version'];
  const ignored = Object.keys(request.body).filter((name) => !known.includes(name));
  const warnings =
    ignored.length === 0 ? null : [`Endpoint ignored these unrecognized parameters: [${ignored.join(' ')}]`];
  return ok(versionMetadata(secret, version, secret.currentVersion), { warnings });
}

/** PATCH data/: a new version that is the current one with a merge patch applied. */
export function patchData(store: Kv2Store, request: BackendRequest): Reply {
  const patch = objectField(request.body, 'data');
  const options = objectField(request.body, 'options');
  if (patch === undefined) return badRequest('no data provided');
  const secret = store.secrets.get(request.path);
  if (secret === undefined) return { status: 404 };
  checkCas(store, secret, options);
  const current = secret.versions.get(secret.currentVersion);
  if (current === undefined) return { status: 404 };
  if (store.isGone(current)) {
    return { ...ok(versionMetadata(secret, current, secret.currentVersion)), status: 404 };
  }
  if (current.data === null || patch === null) return wrappedFailure(500, 'resource does not exist');
  const [, version] = store.addVersion(request.path, sorted(merged(current.data, patch)));
  return ok(versionMetadata(secret, version, secret.currentVersion));
}

/** DELETE data/: marks the current version; says 204 whatever it found. */
export function deleteData(store: Kv2Store, request: BackendRequest): Reply {
  const secret = store.secrets.get(request.path);
  const current = secret?.versions.get(secret.currentVersion);
  if (current !== undefined && !store.isGone(current)) current.deletionTime = store.clock.stamp();
  return noContent;
}

function checkCas(
  store: Kv2Store,
  secret: Kv2Secret | undefined,
  options: JsonObject | null | undefined,
): void {
  const cas = options?.['cas'];
  if (cas === undefined) {
    const required = store.config.casRequired || secret?.casRequired === true;
    if (required) badRequest('check-and-set parameter required for this call');
    return;
  }
  const text = typeof cas === 'string' || typeof cas === 'number' ? String(cas) : '';
  if (!/^-?\d+$/u.test(text)) badRequest('error parsing check-and-set parameter');
  if (Number(text) !== (secret?.currentVersion ?? 0)) {
    badRequest('check-and-set parameter did not match the current version');
  }
}

/** RFC 7396. Entries, not assignment: `__proto__` is a name like any other. */
export function merged(target: JsonObject, patch: JsonObject): JsonObject {
  const result = new Map(Object.entries(target));
  for (const [name, value] of Object.entries(patch)) {
    const before = result.get(name);
    if (value === null) result.delete(name);
    else result.set(name, isObject(value) ? merged(isObject(before) ? before : {}, value) : value);
  }
  return Object.fromEntries(result);
}

/** The server's maps have no order: it answers with sorted names. */
function sorted(data: JsonObject): JsonObject {
  return sortedValue(data) as JsonObject;
}

function sortedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedValue);
  if (!isObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sortedValue(value[name])]));
}

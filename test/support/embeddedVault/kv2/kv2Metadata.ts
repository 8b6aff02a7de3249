import type { BackendRequest, JsonObject } from '../backend.ts';
import { folderNames } from '../folderNames.ts';
import { objectField } from '../jsonBody.ts';
import type { Reply } from '../reply.ts';
import { badRequest, noContent, nothingThere, ok } from '../reply.ts';
import { validCustomMetadata } from './customMetadata.ts';
import { merged } from './kv2Data.ts';
import { applySettings, settingsFacts } from './kv2Settings.ts';
import type { Kv2Secret, Kv2Store } from './kv2Store.ts';
import { versionFacts } from './kv2Store.ts';

/** GET metadata/ */
export function readMetadata(store: Kv2Store, request: BackendRequest): Reply {
  const secret = store.secrets.get(request.path.replace(/\/$/u, ''));
  return secret === undefined ? nothingThere : ok(metadataFacts(secret));
}

function metadataFacts(secret: Kv2Secret): JsonObject {
  const versions = [...secret.versions].map(([number, version]) => [String(number), versionFacts(version)]);
  return {
    ...settingsFacts(secret),
    created_time: secret.createdTime,
    current_metadata_version: secret.metadataVersion,
    current_version: secret.currentVersion,
    custom_metadata: secret.customMetadata,
    oldest_version: secret.oldestVersion,
    updated_time: secret.updatedTime,
    versions: Object.fromEntries(versions) as JsonObject,
  };
}

/** LIST metadata/ */
export function listMetadata(store: Kv2Store, request: BackendRequest): Reply {
  const keys = folderNames(store.secrets.keys(), request.path);
  return keys.length === 0 ? nothingThere : ok({ keys });
}

/** POST metadata/: replaces all of `custom_metadata`; of the settings only what is named. */
export function writeMetadata(store: Kv2Store, request: BackendRequest): Reply {
  const given = objectField(request.body, 'custom_metadata');
  const custom = given === undefined ? undefined : validCustomMetadata(given ?? {});
  // A write that names nothing leaves no trace on a path that is not there.
  if (!store.secrets.has(request.path) && !namesSetting(request.body)) return noContent;
  return change(store, request, custom);
}

/** PATCH metadata/: merges into `custom_metadata`. */
export function patchMetadata(store: Kv2Store, request: BackendRequest): Reply {
  const secret = store.secrets.get(request.path);
  if (secret === undefined) return { status: 404 };
  const patch = objectField(request.body, 'custom_metadata');
  if (patch === undefined) return change(store, request, undefined);
  // The limits are held against the patch alone, as the real server does.
  const added = Object.entries(patch ?? {}).filter(([, value]) => value !== null);
  validCustomMetadata(Object.fromEntries(added));
  const result = patch === null ? {} : merged(secret.customMetadata ?? {}, patch);
  const texts = Object.entries(result).map(([name, value]) => [name, String(value)] as const);
  return change(store, request, texts.length === 0 ? null : Object.fromEntries(texts));
}

/** DELETE metadata/: the path with all its versions. */
export function deleteMetadata(store: Kv2Store, request: BackendRequest): Reply {
  store.secrets.delete(request.path);
  return noContent;
}

const settingNames = [
  'custom_metadata',
  'cas_required',
  'delete_version_after',
  'max_versions',
  'metadata_cas_required',
];

function namesSetting(body: JsonObject): boolean {
  return settingNames.some((name) => name in body);
}

function change(
  store: Kv2Store,
  request: BackendRequest,
  custom: Kv2Secret['customMetadata'] | undefined,
): Reply {
  checkMetadataCas(store, store.secrets.get(request.path), request.body['metadata_cas']);
  const isNew = !store.secrets.has(request.path);
  const secret = store.open(request.path);
  applySettings(secret, request.body);
  if (custom !== undefined) secret.customMetadata = custom;
  secret.metadataVersion += 1;
  if (!isNew) secret.updatedTime = store.clock.stamp();
  return noContent;
}

function checkMetadataCas(store: Kv2Store, secret: Kv2Secret | undefined, cas: unknown): void {
  if (cas === undefined) {
    const required = store.config.metadataCasRequired || secret?.metadataCasRequired === true;
    if (required) badRequest('metadata check-and-set parameter required for this call');
  } else if (Number(cas) !== (secret?.metadataVersion ?? 0)) {
    badRequest('metadata check-and-set parameter does not match the current version');
  }
}

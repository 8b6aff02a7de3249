import type { PathRights } from '../../languageService/migration/secretVault.ts';
import type { KvVersion, SecretPath } from '../../languageService/secretStore.ts';
import { type Capabilities, may } from '../capabilities.ts';
import { apiName } from '../kvPath.ts';

/** A path whose mount is known. */
export interface LocatedPath extends SecretPath {
  readonly kvVersion: KvVersion;
}

/** The API paths that decide about a secret: data, delete and metadata on KV v2; on KV v1 the path itself. */
export function apiNames(secret: LocatedPath): readonly string[] {
  const verbs = secret.kvVersion === 1 ? ([''] as const) : (['data', 'delete', 'metadata'] as const);
  return verbs.map((verb) => apiName(verb, secret));
}

/** The rights on a secret; undefined where one of its API paths is not known. */
export function rightsOf(
  secret: LocatedPath,
  known: ReadonlyMap<string, Capabilities>,
): PathRights | undefined {
  const [data, remove, metadata] = apiNames(secret).map((name) => known.get(name));
  if (!data) return undefined;
  const ofData = { read: may(data, 'read'), create: may(data, 'create'), update: may(data, 'update') };
  if (secret.kvVersion === 1) {
    return {
      ...ofData,
      patch: false,
      remove: may(data, 'delete'),
      readMetadata: false,
      patchMetadata: false,
    };
  }
  if (!remove || !metadata) return undefined;
  return {
    ...ofData,
    patch: may(data, 'patch'),
    remove: may(remove, 'update'),
    readMetadata: may(metadata, 'read'),
    patchMetadata: may(metadata, 'patch'),
  };
}

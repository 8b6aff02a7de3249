import * as v from 'valibot';
import type { PathRights } from '../../languageService/migration/secretVault.ts';
import type { KvVersion, SecretPath } from '../../languageService/secretStore.ts';
import { anyKeys, shaped } from '../responses.ts';
import type { VaultApi } from '../vaultApi.ts';
import { successful } from '../vaultApi.ts';

/** OpenBao refuses more than 999 paths in one call. */
const maxPaths = 500;

const answerShape = v.object({ data: anyKeys });

/** A path whose mount is known. */
export interface LocatedPath extends SecretPath {
  readonly kvVersion: KvVersion;
}

type Capabilities = ReadonlySet<string>;

/**
 * What the token may do with each path, in their order; undefined where the server does not tell. The names are sent as
 * they are, not encoded: policies are about those. @throws StoreError.
 */
export async function askRights(
  api: VaultApi,
  secrets: readonly LocatedPath[],
  signal: AbortSignal,
): Promise<readonly (PathRights | undefined)[]> {
  const asked = [...new Set(secrets.flatMap(apiNames))];
  const known = new Map<string, Capabilities>();
  for (let start = 0; start < asked.length; start += maxPaths) {
    const batch = asked.slice(start, start + maxPaths);
    const answer = await api.post('sys/capabilities-self', { paths: batch }, signal, 'safe');
    // A token without the default policy may not ask.
    if (answer.status === 403) return secrets.map(() => undefined);
    const { data } = shaped(answerShape, successful(answer).body);
    for (const name of batch) {
      const found = Object.hasOwn(data, name) ? data[name] : undefined;
      if (Array.isArray(found)) known.set(name, new Set(found.map(String)));
    }
  }
  return secrets.map((secret) => rightsOf(secret, known));
}

/** What is asked about a path: data, delete and metadata on KV v2; on KV v1 the path itself. */
function apiNames({ mount, path, kvVersion }: LocatedPath): readonly string[] {
  return kvVersion === 1
    ? [`${mount}/${path}`]
    : [`${mount}/data/${path}`, `${mount}/delete/${path}`, `${mount}/metadata/${path}`];
}

function rightsOf(secret: LocatedPath, known: ReadonlyMap<string, Capabilities>): PathRights | undefined {
  const found = apiNames(secret).map((name) => known.get(name));
  const [data, remove, metadata] = found;
  if (secret.kvVersion === 1)
    return data && { ...dataRights(data), remove: may(data, 'delete'), ...noMetadata };
  if (!data || !remove || !metadata) return undefined;
  return {
    ...dataRights(data),
    patch: may(data, 'patch'),
    remove: may(remove, 'update'),
    readMetadata: may(metadata, 'read'),
    patchMetadata: may(metadata, 'patch'),
  };
}

const noMetadata = { patch: false, readMetadata: false, patchMetadata: false };

function dataRights(data: Capabilities): Pick<PathRights, 'read' | 'create' | 'update'> {
  return { read: may(data, 'read'), create: may(data, 'create'), update: may(data, 'update') };
}

function may(capabilities: Capabilities, capability: string): boolean {
  return capabilities.has('root') || (capabilities.has(capability) && !capabilities.has('deny'));
}

import * as v from 'valibot';
import type { PathHistory, VersionFacts } from '../../languageService/migration/secretVault.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import { StoreError } from '../../languageService/storeError.ts';
import { lifetime } from '../duration.ts';
import { apiPath } from '../kvPath.ts';
import { anyKeys, shaped } from '../responses.ts';
import type { VaultApi } from '../vaultApi.ts';
import { successful } from '../vaultApi.ts';

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const metadata = v.object({
  data: v.object({
    current_version: count,
    max_versions: count,
    delete_version_after: v.optional(v.string(), '0s'),
    custom_metadata: v.nullish(anyKeys),
    versions: v.nullish(anyKeys),
  }),
});

const version = v.object({ created_time: v.string(), deletion_time: v.string(), destroyed: v.boolean() });

/** Versions and settings of a path, no values. KV v2 only. @throws StoreError. */
export async function readHistory(
  api: VaultApi,
  secret: SecretPath,
  signal: AbortSignal,
): Promise<PathHistory> {
  const answer = await api.get(apiPath('metadata', secret), signal);
  if (answer.status === 404) return { kind: 'none' };
  if (answer.status === 403) return { kind: 'hidden' };
  const { data } = shaped(metadata, successful(answer).body);
  return {
    kind: 'known',
    currentVersion: data.current_version,
    maxVersions: data.max_versions,
    deleteVersionAfter: lifetime(data.delete_version_after),
    versions: new Map(Object.entries(data.versions ?? {}).map(versionOf)),
    customMetadata: new Map(Object.entries(data.custom_metadata ?? {}).map(textOf)),
  };
}

function versionOf([number, facts]: [string, unknown]): [number, VersionFacts] {
  if (!/^[1-9]\d{0,14}$/.test(number)) throw unexpected();
  const { created_time, deletion_time, destroyed } = shaped(version, facts);
  return [Number(number), { createdTime: created_time, deletionTime: deletion_time, isDestroyed: destroyed }];
}

function textOf([key, value]: [string, unknown]): [string, string] {
  if (typeof value !== 'string') throw unexpected();
  return [key, value];
}

function unexpected(): StoreError {
  return new StoreError('bad-response', "The server's answer has not the form that is expected.");
}

import { setTimeout as delay } from 'node:timers/promises';
import type { CurrentSecret } from '../../languageService/migration/secretVault.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import { apiPath } from '../kvPath.ts';
import { maybeShaped, shaped, shapes } from '../responses.ts';
import type { HttpAnswer } from '../transport.ts';
import type { VaultApi } from '../vaultApi.ts';
import { successful } from '../vaultApi.ts';

/** A standby may be behind the active server: this long, in milliseconds, before each further look. */
const behindDelaysMs = [100, 200, 400, 800, 1600];

/** The current version with its values. @throws StoreError. */
export async function readKv2(
  api: VaultApi,
  secret: SecretPath,
  signal: AbortSignal,
): Promise<CurrentSecret> {
  return currentOf(await api.get(apiPath('data', secret), signal));
}

/** One version; waits a bounded time for a server that has not got it yet. @throws StoreError. */
export async function readKv2Version(
  api: VaultApi,
  secret: SecretPath,
  version: number,
  signal: AbortSignal,
): Promise<CurrentSecret> {
  const read = async (): Promise<HttpAnswer> =>
    api.get(`${apiPath('data', secret)}?version=${String(version)}`, signal);
  let answer = await read();
  for (const milliseconds of behindDelaysMs) {
    // A deleted version answers 404 with its metadata; one that is not there yet answers without, or 412.
    const isBehind = answer.status === 404 && !maybeShaped(shapes.deleted, answer.body);
    if (!isBehind && answer.status !== 412) break;
    await delay(milliseconds, undefined, { signal });
    answer = await read();
  }
  return currentOf(answer);
}

function currentOf(answer: HttpAnswer): CurrentSecret {
  if (answer.status === 404) {
    const version = maybeShaped(shapes.deleted, answer.body)?.data.metadata.version ?? 0;
    return { kind: 'absent', kvVersion: 2, cas: version };
  }
  const { data, metadata } = shaped(shapes.kv2Data, successful(answer).body).data;
  return {
    kind: 'present',
    kvVersion: 2,
    version: metadata.version,
    createdTime: metadata.created_time,
    deletionTime: metadata.deletion_time,
    data,
  };
}

import { setTimeout as delay } from 'node:timers/promises';
import type { CurrentSecret, WriteReceipt, WriteRequest } from '../languageService/migration/secretVault.ts';
import type { SecretPath } from '../languageService/secretStore.ts';
import { StoreError } from '../languageService/storeError.ts';
import { apiPath } from './kvPath.ts';
import { errorTexts, maybeShaped, shaped, shapes } from './responses.ts';
import type { HttpAnswer } from './transport.ts';
import type { VaultApi } from './vaultApi.ts';
import { successful } from './vaultApi.ts';

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

/**
 * Adds one key with check-and-set and keeps the others. A write whose answer was lost is recognised by what is
 * there afterwards. @throws StoreError; `conflict` when the path is not what `base` says any more.
 */
export async function writeKv2(
  api: VaultApi,
  request: WriteRequest,
  signal: AbortSignal,
): Promise<WriteReceipt> {
  const cas = await checkedVersion(api, request, signal);
  try {
    return await write(api, request, cas, signal);
  } catch (error) {
    if (!(error instanceof StoreError) || !isUnclear(error)) throw error;
    return committed(api, request, cas, error, signal);
  }
}

/**
 * The version to send as `cas`. A path that was deleted and made again starts at version 1, so the version alone
 * can be fooled: the time of creation is compared too.
 */
async function checkedVersion(
  api: VaultApi,
  { secret, key, base }: WriteRequest,
  signal: AbortSignal,
): Promise<number> {
  if (base.kind === 'absent') return base.cas;
  // A key is added, never changed, whoever calls.
  if (Object.hasOwn(base.data, key)) throw conflict();
  const current = await readKv2(api, secret, signal);
  const isSame =
    current.kind === 'present' &&
    current.version === base.version &&
    current.createdTime === base.createdTime;
  if (!isSame) throw conflict();
  return base.version;
}

async function write(
  api: VaultApi,
  { secret, key, value, base }: WriteRequest,
  cas: number,
  signal: AbortSignal,
): Promise<WriteReceipt> {
  const path = apiPath('data', secret);
  const options = { cas };
  if (base.kind === 'absent')
    return receiptOf(await api.post(path, { options, data: { [key]: value } }, signal));
  const patched = await api.patch(path, { options, data: { [key]: value } }, signal);
  // The version was deleted since it was looked at. Its number still passes as cas, so writing all keys again would
  // bring back what somebody has just deleted.
  if (patched.status === 404) throw conflict();
  // 403: no patch capability; 405: a server without PATCH.
  if (patched.status !== 403 && patched.status !== 405) return receiptOf(patched);
  return receiptOf(await api.post(path, { options, data: { ...base.data, [key]: value } }, signal));
}

function receiptOf(answer: HttpAnswer): WriteReceipt {
  const isStale =
    answer.status === 400 && errorTexts(answer.body).some((text) => text.includes('check-and-set'));
  if (isStale) throw conflict();
  const { data } = shaped(shapes.receipt, successful(answer).body);
  return { version: data.version, createdTime: data.created_time, deletionTime: data.deletion_time };
}

/** The write may or may not have happened. */
function isUnclear({ kind }: StoreError): boolean {
  return kind === 'unreachable' || kind === 'timeout' || kind === 'server-error' || kind === 'bad-response';
}

async function committed(
  api: VaultApi,
  { secret, key, value }: WriteRequest,
  cas: number,
  failure: StoreError,
  signal: AbortSignal,
): Promise<WriteReceipt> {
  const current = await readKv2(api, secret, signal);
  const isOurs = current.kind === 'present' && current.version === cas + 1 && current.data[key] === value;
  if (!isOurs) throw failure;
  return { version: current.version, createdTime: current.createdTime, deletionTime: current.deletionTime };
}

function conflict(): StoreError {
  return new StoreError('conflict', 'The secret was changed by someone else in the meantime.');
}

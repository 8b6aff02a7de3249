import * as v from 'valibot';
import type { SecretPath } from '../../languageService/secretStore.ts';
import { apiPath } from '../kvPath.ts';
import { maybeShaped } from '../responses.ts';
import type { VaultApi } from '../vaultApi.ts';

/** Limits of both servers for custom metadata; the second and third in bytes. None may be empty. */
const limits = { entries: 64, key: 128, value: 512 } as const;

/**
 * Merges entries into the custom metadata of a KV v2 path by PATCH and nothing else: POST would replace what others
 * have put there. False when the server did not do it. @throws StoreError.
 */
export async function annotatePath(
  api: VaultApi,
  secret: SecretPath,
  entries: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<boolean> {
  if (!isWithinLimits(entries)) return false;
  const body = { custom_metadata: Object.fromEntries(entries) };
  const answer = await api.patch(apiPath('metadata', secret), body, signal);
  return answer.status === 204 || (answer.status === 200 && maybeShaped(warned, answer.body) !== undefined);
}

/** What a server answers that has something to say about it. */
const warned = v.object({ request_id: v.string(), warnings: v.array(v.string()) });

function isWithinLimits(entries: ReadonlyMap<string, string>): boolean {
  if (entries.size === 0 || entries.size > limits.entries) return false;
  return [...entries].every(([key, value]) => fits(key, limits.key) && fits(value, limits.value));
}

function fits(text: string, most: number): boolean {
  return text !== '' && Buffer.byteLength(text) <= most;
}

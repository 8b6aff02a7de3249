import * as v from 'valibot';
import { anyKeys, shaped } from './responses.ts';
import type { VaultApi } from './vaultApi.ts';
import { successful } from './vaultApi.ts';

/** OpenBao refuses more than 999 paths in one call. */
const maxPaths = 500;

const answerShape = v.object({ data: anyKeys });

/** What a token may do with an API path; `root` is everything. */
export type Capabilities = ReadonlySet<string>;

/**
 * The token's capabilities on API paths, in batches; undefined when it may not ask. The names go as they are and not
 * encoded, as policies are about those. @throws StoreError.
 */
export async function askCapabilities(
  api: VaultApi,
  names: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Capabilities> | undefined> {
  const known = new Map<string, Capabilities>();
  for (let start = 0; start < names.length; start += maxPaths) {
    const batch = names.slice(start, start + maxPaths);
    const answer = await api.post('sys/capabilities-self', { paths: batch }, signal, 'safe');
    // A token without the default policy.
    if (answer.status === 403) return undefined;
    const { data } = shaped(answerShape, successful(answer).body);
    for (const name of batch) {
      const found = Object.hasOwn(data, name) ? data[name] : undefined;
      if (Array.isArray(found)) known.set(name, new Set(found.map(String)));
    }
  }
  return known;
}

/** Whether one of them is there and none forbids it. */
export function may(capabilities: Capabilities, capability: string): boolean {
  return capabilities.has('root') || (capabilities.has(capability) && !capabilities.has('deny'));
}

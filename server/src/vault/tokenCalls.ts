import * as v from 'valibot';
import type { TokenIdentity } from '../runtime.ts';
import type { Lease } from './auth/signInMethod.ts';
import { shaped } from './responses.ts';
import type { VaultApi } from './vaultApi.ts';
import { successful } from './vaultApi.ts';

const seconds = v.pipe(v.number(), v.minValue(0));

const lookUpShape = v.object({
  data: v.object({
    display_name: v.optional(v.string(), ''),
    policies: v.optional(v.nullable(v.array(v.string())), null),
    ttl: seconds,
    expire_time: v.nullish(v.string()),
    renewable: v.optional(v.boolean(), false),
  }),
});

const renewalShape = v.object({ auth: v.object({ lease_duration: seconds, renewable: v.boolean() }) });

/** What the server says of the token; undefined for one that may not ask. `now` in milliseconds. @throws StoreError. */
export async function lookUpToken(
  api: VaultApi,
  now: () => number,
  signal: AbortSignal,
): Promise<TokenIdentity | undefined> {
  const answer = await api.get('auth/token/lookup-self', signal);
  // Also what a live token without the default policy gets.
  if (answer.status === 403) return undefined;
  const { data } = shaped(lookUpShape, successful(answer).body);
  // The last second of a token is 0 too.
  const isEndless = data.ttl === 0 && (data.expire_time ?? '') === '';
  return {
    displayName: data.display_name,
    policies: data.policies ?? [],
    expiresAt: isEndless ? undefined : now() + Math.max(data.ttl, 1) * 1000,
    isRenewable: data.renewable,
  };
}

/** Asks for another lease; undefined when the server refuses one. @throws StoreError when it cannot be asked. */
export async function renewToken(api: VaultApi, signal: AbortSignal): Promise<Lease | undefined> {
  const answer = await api.post('auth/token/renew-self', {}, signal);
  if (answer.status === 400 || answer.status === 403) return undefined;
  const { auth } = shaped(renewalShape, successful(answer).body);
  return { seconds: auth.lease_duration, isRenewable: auth.renewable };
}

/**
 * Has the token revoked; false when it may not do that, and when something else answers than the server, which has
 * nothing to say then. @throws StoreError when the server cannot be asked.
 */
export async function revokeToken(api: VaultApi, signal: AbortSignal): Promise<boolean> {
  const answer = await api.post('auth/token/revoke-self', {}, signal);
  if (answer.status === 403) return false;
  return successful(answer).status === 204;
}

import type { JsonObject } from '../backend.ts';
import type { Reply } from '../reply.ts';
import { badRequest, noContent } from '../reply.ts';
import type { VaultState } from '../vaultState.ts';

/** What the embedded server calls its version. */
export const embeddedVersion = '0.0.0-embedded';

/** `sys/health`: the status tells the state. */
export function health(state: VaultState): Reply {
  const { sealed } = state;
  const replication = sealed ? 'unknown' : 'disabled';
  const body = {
    initialized: true,
    sealed,
    standby: sealed,
    replication_performance_mode: replication,
    replication_dr_mode: replication,
    server_time_utc: Math.floor(state.clock.ms() / 1000),
    version: embeddedVersion,
  };
  return { status: sealed ? 503 : 200, body };
}

export function sealStatus(state: VaultState): Reply {
  const key = { type: 'shamir', t: 1, n: 1, progress: 0, nonce: '', recovery_seal: false, migration: false };
  const { sealed } = state;
  return {
    status: 200,
    body: { ...key, initialized: true, sealed, version: embeddedVersion, storage_type: 'inmem' },
  };
}

export function seal(state: VaultState): Reply {
  state.sealed = true;
  return noContent;
}

export function unseal(state: VaultState, body: JsonObject): Reply {
  const { key } = body;
  if (key === undefined) {
    return badRequest("'key' must be specified in request body as JSON, or 'reset' set to true");
  }
  if (key !== state.unsealKey) return badRequest("'key' must be a valid hex or base64 string");
  state.sealed = false;
  return sealStatus(state);
}

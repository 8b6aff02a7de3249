import type {
  CurrentSecret,
  PresentSecret,
  WriteReceipt,
} from '../../languageService/migration/secretVault.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import { apiPath } from '../kvPath.ts';
import type { VaultApi } from '../vaultApi.ts';
import { committed, isUnclear } from './lostAnswer.ts';
import { merged, type Patch, refuseUnkeepable, refuseUnsendable } from './merging.ts';
import type { Patching } from './patching.ts';
import { conflict, receiptOf } from './receipt.ts';
import { readKv2 } from './reading.ts';

/** A change of the current version of a path. */
export interface Change {
  readonly secret: SecretPath;
  readonly base: PresentSecret;
  readonly patch: Patch;
  /** Somebody has just looked whether the base is the current version. */
  readonly isCompared?: boolean;
}

/** What a change needs of a session. */
export interface ChangeSession {
  readonly api: VaultApi;
  readonly patching: Patching;
}

/**
 * Makes the version after `base`, every other key kept. PATCH with check-and-set alters nothing but what it names; where
 * it is not to be had, all keys are written again with check-and-set. Two requests, a look and a write, without the look
 * for a PATCH whose base was compared; four where PATCH turns out not to be had.
 * @throws StoreError; `conflict` when the path is not what `base` says any more.
 */
export async function changeKv2(
  session: ChangeSession,
  change: Change,
  signal: AbortSignal,
): Promise<WriteReceipt> {
  refuseUnkeepable(change.base.data, change.patch);
  const canPatch = session.patching.isWorthTrying(change.secret);
  const isKnown = canPatch && change.isCompared === true;
  const current = isKnown ? change.base : await lookAgain(session.api, change, signal);
  try {
    return await (canPatch ? patch(session, change, signal) : rewrite(session.api, change, current, signal));
  } catch (error) {
    if (!isUnclear(error)) throw error;
    const expected = { version: current.version + 1, data: merged(current.data, change.patch) };
    return committed(() => readKv2(session.api, change.secret, signal), expected, error);
  }
}

async function patch(session: ChangeSession, change: Change, signal: AbortSignal): Promise<WriteReceipt> {
  const { secret, base } = change;
  const body = { options: { cas: base.version }, data: Object.fromEntries(change.patch) };
  const answer = await session.api.patch(apiPath('data', secret), body, signal);
  // The version was deleted since it was looked at. Its number still passes as cas, so writing all keys again would
  // bring back what somebody has just deleted.
  if (answer.status === 404) throw conflict();
  // 403: no patch capability; 405: a server without PATCH.
  if (answer.status !== 403 && answer.status !== 405) return receiptOf(answer);
  const current = await lookAgain(session.api, change, signal);
  const receipt = await rewrite(session.api, change, current, signal);
  session.patching.learnRefusal(secret, answer.status);
  return receipt;
}

/** Writes all keys again. `current` was read a moment ago. */
async function rewrite(
  api: VaultApi,
  { secret, patch }: Change,
  current: PresentSecret,
  signal: AbortSignal,
): Promise<WriteReceipt> {
  const data = merged(current.data, patch);
  refuseUnsendable(data);
  return receiptOf(
    await api.post(apiPath('data', secret), { options: { cas: current.version }, data }, signal),
  );
}

/**
 * The current version, which must be the one of the base. A path that was deleted and made again starts at version 1, so
 * the version alone can be fooled: the time of creation is compared too.
 */
async function lookAgain(
  api: VaultApi,
  { secret, base, patch }: Change,
  signal: AbortSignal,
): Promise<PresentSecret> {
  const current = await readKv2(api, secret, signal);
  if (!isSame(current, base)) throw conflict();
  refuseUnkeepable(current.data, patch);
  return current;
}

function isSame(current: CurrentSecret, base: PresentSecret): current is PresentSecret {
  return (
    current.kind === 'present' && current.version === base.version && current.createdTime === base.createdTime
  );
}

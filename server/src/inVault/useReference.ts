import { refused } from '../languageService/migration/moveReport.ts';
import type { MoveResult, SecretTarget } from '../languageService/migration/moveResult.ts';
import type { MoveSource } from '../languageService/migration/planMove.ts';
import { planMove } from '../languageService/migration/planMove.ts';
import type { MoveDocument } from '../languageService/migration/putReference.ts';
import { putReference } from '../languageService/migration/putReference.ts';
import type { DigestKey } from '../valueDigest.ts';
import { digestValue } from '../valueDigest.ts';
import type { AgreedPlace } from './comparison.ts';
import type { PathDigests, SecretDigests } from './secretDigests.ts';

export interface UseReferencePorts {
  readonly digests: SecretDigests;
  readonly document: MoveDocument;
}

export interface UseReferenceRequest extends MoveSource {
  /** Version of the document that the finding is of. */
  readonly version: number;
  /** The connection that the match was found on. */
  readonly place: AgreedPlace;
  readonly key: DigestKey;
}

/**
 * Puts an existing reference in the place of a plaintext secret: plans and verifies the edit, looks whether Vault holds
 * the same value there at this moment, and only then edits the document once. Nothing is written to Vault. Never throws;
 * a failure or an abort leaves the file as it was.
 */
export async function useReference(
  { digests, document }: UseReferencePorts,
  request: UseReferenceRequest,
  signal: AbortSignal,
): Promise<MoveResult> {
  const { target, version, place, key } = request;
  const before = document.snapshot();
  if (before?.version !== version) return refused(target, 'The file has changed or was closed since');
  const plan = planMove(before.text, request);
  if (!plan.ok) return refused(target, plan.reason);
  const isElsewhere = (): boolean => digests.origin !== place.origin || digests.namespace !== place.namespace;
  if (isElsewhere()) return refused(target, otherConnection);
  const answer = await digests.read(target, key, signal).catch(() => undefined);
  if (signal.aborted) return refused(target, 'Cancelled');
  if (isElsewhere()) return refused(target, otherConnection);
  const problem = difference(answer, target, digestValue(key, plan.value));
  if (problem !== undefined) return refused(target, problem);
  return putReference({ document, before, target, edit: plan.edit, deposited: 'reused' }, signal);
}

const otherConnection = 'This window is no longer connected to the server that was compared with';

/** Why the reference cannot stand for the value, as the beginning of a sentence; undefined when it can. */
function difference(
  answer: PathDigests | undefined,
  { key }: SecretTarget,
  wanted: string,
): string | undefined {
  if (!answer) return 'Something unexpected went wrong';
  if (answer.kind !== 'read') return answer.detail.replace(/\.$/, '');
  if (answer.selfDeletes) return 'Vault will delete this version by itself after a time';
  const now = answer.digests.find((one) => one.key === key)?.digest;
  return now === wanted ? undefined : 'Vault holds another value there by now';
}

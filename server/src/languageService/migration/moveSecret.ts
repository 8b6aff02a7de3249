import { depositValue } from './depositValue.ts';
import { failed, refused } from './moveReport.ts';
import type { MoveResult } from './moveResult.ts';
import { type MoveSource, planMove } from './planMove.ts';
import { type MoveDocument, putReference } from './putReference.ts';
import type { SecretVault } from './secretVault.ts';

export type { DocumentSnapshot, MoveDocument } from './putReference.ts';

export interface MovePorts {
  readonly vault: SecretVault;
  readonly document: MoveDocument;
}

export interface MoveRequest extends MoveSource {
  /** Version of the document that the finding is of. */
  readonly version: number;
  /** The person has confirmed that KV v1 has no check-and-set. */
  readonly kvV1RaceConfirmed: boolean;
}

/**
 * Moves one secret: plans and verifies the edit, puts the value into Vault, looks at it there, and only then edits the
 * document once. At every moment the value is in the file or seen in Vault. Never throws: a failure leaves the file as
 * it was and names what is in Vault, also after an abort.
 */
export async function moveSecret(
  ports: MovePorts,
  request: MoveRequest,
  signal: AbortSignal,
): Promise<MoveResult> {
  const { target, version, kvV1RaceConfirmed } = request;
  const before = ports.document.snapshot();
  if (before?.version !== version) return refused(target, 'The file has changed or was closed since');
  const plan = planMove(before.text, request);
  if (!plan.ok) return refused(target, plan.reason);
  const deposit = { target, value: plan.value, kvV1RaceConfirmed, reuse: true };
  const result = await depositValue(ports.vault, deposit, signal);
  switch (result.kind) {
    case 'refused':
      return refused(target, result.because, result.alternative);
    case 'failed':
      return failed(target, result.because, result.trace);
    case 'written':
    case 'reused':
      return putReference({ ...ports, before, target, edit: plan.edit, deposited: result.kind }, signal);
  }
}

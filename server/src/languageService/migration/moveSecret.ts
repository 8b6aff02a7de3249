import { depositValue, type DepositResult } from './depositValue.ts';
import type { ReferenceEdit } from './edit.ts';
import { traceWords } from './messages.ts';
import { applied, failed, refused } from './moveReport.ts';
import type { MoveResult, SecretTarget } from './moveResult.ts';
import { type MovePlan, type MoveSource, planMove } from './planMove.ts';
import type { SecretVault } from './secretVault.ts';
import { applyTo } from './verifyEdit.ts';

/** The text of a document at one of its versions. */
export interface DocumentSnapshot {
  readonly version: number;
  readonly text: string;
}

/** PORT: the one document that a secret is moved out of. */
export interface MoveDocument {
  /** The document as it is now; undefined when it is closed. */
  snapshot(): DocumentSnapshot | undefined;
  /** Applies one edit to exactly this version. @returns false when it was not applied. */
  applyEdit(edit: ReferenceEdit & { readonly version: number }): Promise<boolean>;
}

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
      return finish({ ...ports, before, target, plan, deposited: result.kind }, signal);
  }
}

interface Deposited {
  readonly document: MoveDocument;
  readonly before: DocumentSnapshot;
  readonly target: SecretTarget;
  readonly plan: MovePlan & { ok: true };
  readonly deposited: (DepositResult & { kind: 'written' | 'reused' })['kind'];
}

/** No await may come between the last look at the document and the edit. */
async function finish(move: Deposited, signal: AbortSignal): Promise<MoveResult> {
  const { document, before, target, plan, deposited } = move;
  if (signal.aborted) return failed(target, 'Cancelled', 'stored');
  if (!isSame(document.snapshot(), before)) {
    return failed(target, 'The file was changed or closed meanwhile', 'stored');
  }
  const answer = await document.applyEdit({ ...plan.edit, version: before.version }).catch(() => false);
  const text = document.snapshot()?.text;
  if (answer || text === applyTo(before.text, plan.edit)) return applied(target, deposited);
  if (text === before.text) return failed(target, 'The editor did not apply the edit', 'stored');
  const message = `The editor did not apply the edit and the file has changed meanwhile, so look at it; ${traceWords('stored', target)}.`;
  return { outcome: 'failed', message, inVault: true };
}

function isSame(now: DocumentSnapshot | undefined, before: DocumentSnapshot): boolean {
  return now?.version === before.version && now.text === before.text;
}

import type { ReferenceEdit } from './edit.ts';
import { traceWords } from './messages.ts';
import { applied, failed } from './moveReport.ts';
import type { MoveResult, SecretTarget } from './moveResult.ts';
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

/** A value that has been seen in Vault, and the verified edit that puts its reference in its place. */
export interface DepositedValue {
  readonly document: MoveDocument;
  readonly before: DocumentSnapshot;
  readonly target: SecretTarget;
  readonly edit: ReferenceEdit;
  readonly deposited: 'written' | 'reused';
}

/**
 * Edits the document once, if it is still what it was. Never throws; an abort leaves the file as it was. No await may
 * come between the last look at the document and the edit.
 */
export async function putReference(move: DepositedValue, signal: AbortSignal): Promise<MoveResult> {
  const { document, before, target, edit, deposited } = move;
  if (signal.aborted) return failed(target, 'Cancelled', 'stored');
  if (!isSame(document.snapshot(), before)) {
    return failed(target, 'The file was changed or closed meanwhile', 'stored');
  }
  const answer = await document.applyEdit({ ...edit, version: before.version }).catch(() => false);
  const text = document.snapshot()?.text;
  if (answer || text === applyTo(before.text, edit)) return applied(target, deposited);
  if (text === before.text) return failed(target, 'The editor did not apply the edit', 'stored');
  const message = `The editor did not apply the edit and the file has changed meanwhile, so look at it; ${traceWords('stored', target)}.`;
  return { outcome: 'failed', message, inVault: true };
}

function isSame(now: DocumentSnapshot | undefined, before: DocumentSnapshot): boolean {
  return now?.version === before.version && now.text === before.text;
}

import { type Deposit, holdsValue } from './checkBase.ts';
import type { VaultTrace } from './messages.ts';
import type { CurrentSecret, SecretVault, WriteReceipt } from './secretVault.ts';

/** What was found after a write. `problem` begins a sentence; absent when the value is safe at the target. */
export interface Verdict {
  readonly trace: VaultTrace;
  readonly problem?: string;
}

/** A write: the state it was based on and what the server answered. */
export interface Written {
  readonly base: CurrentSecret;
  readonly receipt: WriteReceipt;
}

/**
 * Reads the written version, the one before it and, last, the current one, and judges whether the value is safe. The
 * three differ when somebody else writes without check-and-set, or deletes the path and makes it again: version
 * numbers then start at 1, so `cas` alone can pass on another's data.
 * @throws what the port throws.
 */
export async function readBack(
  vault: SecretVault,
  deposit: Deposit,
  { base, receipt }: Written,
  signal: AbortSignal,
): Promise<Verdict> {
  if (base.kvVersion === 1) return judgeCurrent(await vault.readCurrent(deposit.target, signal), deposit);
  const written = await vault.readVersion(deposit.target, receipt.version, signal);
  signal.throwIfAborted();
  const isFooled = await wasFooled(vault, deposit, base, signal);
  signal.throwIfAborted();
  const current = await vault.readCurrent(deposit.target, signal);
  return judge({ written, current, receipt, isFooled }, deposit);
}

/** Whether the version that the write replaced is another one than the one it was based on. */
async function wasFooled(
  vault: SecretVault,
  { target }: Deposit,
  base: CurrentSecret,
  signal: AbortSignal,
): Promise<boolean> {
  const version = base.kind === 'present' ? base.version : base.cas;
  if (version === 0) return false;
  const before = await vault.readVersion(target, version, signal);
  if (base.kind === 'absent') return before.kind === 'present';
  return before.kind === 'absent' || before.createdTime !== base.createdTime;
}

interface Seen {
  readonly written: CurrentSecret;
  readonly current: CurrentSecret;
  readonly receipt: WriteReceipt;
  readonly isFooled: boolean;
}

function judge(seen: Seen, deposit: Deposit): Verdict {
  const { written, current, receipt } = seen;
  const isOurs =
    holdsValue(written, deposit) && written.kind === 'present' && written.createdTime === receipt.createdTime;
  const verdict = judgeCurrent(current, deposit);
  if (verdict.trace !== 'stored') return isOurs ? { ...verdict, trace: 'superseded' } : verdict;
  if (verdict.problem !== undefined) return verdict;
  if (!isOurs) return { ...verdict, problem: 'The version that was written does not read back as written' };
  if (isRemade(current, receipt))
    return { ...verdict, problem: 'Somebody else deleted the path and made it again' };
  if (!seen.isFooled) return verdict;
  const problem = `Somebody else changed the path at the same moment, and their data may be in version ${receipt.version - 1} only`;
  return { ...verdict, problem };
}

function isRemade(current: CurrentSecret, receipt: WriteReceipt): boolean {
  if (current.kind === 'absent') return true;
  if (current.version === receipt.version) return current.createdTime !== receipt.createdTime;
  return current.version < receipt.version;
}

function judgeCurrent(current: CurrentSecret, deposit: Deposit): Verdict {
  if (holdsValue(current, deposit)) {
    return selfDeletes(current) ? { trace: 'stored', problem: selfDeletion } : { trace: 'stored' };
  }
  return {
    trace: 'not-found',
    problem: 'Somebody else changed or deleted the secret right after it was written',
  };
}

/** Whether the server will delete this version by itself. */
export function selfDeletes(secret: CurrentSecret): boolean {
  return secret.kind === 'present' && secret.deletionTime !== '';
}

/** Why a value that Vault will delete must not leave the file. Begins a sentence. */
export const selfDeletion = 'Vault will delete this version by itself after a time';

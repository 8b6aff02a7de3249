import { boundVault } from './boundVault.ts';
import { type Deposit, type DepositRefusal, holdsValue, refuseBase, refuseMount } from './checkBase.ts';
import { failureWords, type VaultTrace } from './messages.ts';
import { isSpellable } from './parseTarget.ts';
import { readBack, selfDeletes, selfDeletion } from './readBack.ts';
import type { CurrentSecret, SecretVault, WriteReceipt } from './secretVault.ts';
import { valueProblem } from './secretValue.ts';

/** `because` begins a sentence. Only `written` and `reused` mean that the value is safe in Vault. */
export type DepositResult =
  | { readonly kind: 'written' | 'reused' }
  | DepositRefusal
  | { readonly kind: 'failed'; readonly because: string; readonly trace: VaultTrace };

type Failure = DepositResult & { kind: 'failed' };

/**
 * Puts one value into Vault so that no other value is lost: look, write with check-and-set, read back. Nothing of a
 * mount's or path's settings is changed. Never throws; an abort is a failure that says what is in Vault by then.
 */
export async function depositValue(
  vault: SecretVault,
  deposit: Deposit,
  signal: AbortSignal,
): Promise<DepositResult> {
  const because = valueProblem(deposit.value) ?? targetProblem(deposit);
  if (because !== undefined) return { kind: 'refused', because };
  const bound = boundVault(vault);
  try {
    const base = await readBase(bound, deposit, signal);
    return base.kind === 'absent' || base.kind === 'present'
      ? await writeOver(bound, deposit, base, signal)
      : base;
  } catch (error) {
    return failure(error, 'untouched', signal);
  }
}

function targetProblem({ target }: Deposit): string | undefined {
  return isSpellable(target) ? undefined : 'The target has a name that no reference can hold';
}

/** The state to write over, or why there is nothing to write. */
async function readBase(
  vault: SecretVault,
  deposit: Deposit,
  signal: AbortSignal,
): Promise<CurrentSecret | DepositResult> {
  signal.throwIfAborted();
  const mount = await vault.mountInfo(deposit.target.mount, signal);
  signal.throwIfAborted();
  const refusedMount = refuseMount(mount);
  if (refusedMount) return refusedMount;
  const base = await vault.readCurrent(deposit.target, signal);
  signal.throwIfAborted();
  if (!deposit.reuse || !holdsValue(base, deposit)) return refuseBase(base, deposit) ?? base;
  return selfDeletes(base) ? { kind: 'failed', because: selfDeletion, trace: 'stored' } : { kind: 'reused' };
}

async function writeOver(
  vault: SecretVault,
  deposit: Deposit,
  base: CurrentSecret,
  signal: AbortSignal,
): Promise<DepositResult> {
  const { target, value } = deposit;
  let receipt: WriteReceipt;
  try {
    receipt = await vault.writeKeys({ secret: target, values: new Map([[target.key, value]]), base }, signal);
  } catch (error) {
    return failure(error, await lookFor(vault, deposit), signal);
  }
  return verify(vault, deposit, { base, receipt }, signal);
}

async function verify(
  vault: SecretVault,
  deposit: Deposit,
  written: { base: CurrentSecret; receipt: WriteReceipt },
  signal: AbortSignal,
): Promise<DepositResult> {
  if (written.receipt.deletionTime !== '') return { kind: 'failed', because: selfDeletion, trace: 'stored' };
  try {
    signal.throwIfAborted();
    const { trace, problem } = await readBack(vault, deposit, written, signal);
    signal.throwIfAborted();
    return problem === undefined ? { kind: 'written' } : { kind: 'failed', because: problem, trace };
  } catch (error) {
    return failure(error, await lookFor(vault, deposit), signal);
  }
}

/**
 * After a write whose outcome is not known, an aborted one included: a refused request, a lost answer and a retry that
 * met its own first attempt all look alike. The person's cancellation does not apply: the answer is owed to them.
 */
async function lookFor(vault: SecretVault, deposit: Deposit): Promise<VaultTrace> {
  try {
    const current = await vault.readCurrent(deposit.target, new AbortController().signal);
    return holdsValue(current, deposit) ? 'stored' : 'not-found';
  } catch {
    return 'unknown';
  }
}

function failure(error: unknown, trace: VaultTrace, signal: AbortSignal): Failure {
  return { kind: 'failed', because: signal.aborted ? 'Cancelled' : failureWords(error), trace };
}

import { alternativeKey } from './alternativeKey.ts';
import { targetName } from './messages.ts';
import type { SecretTarget } from './moveResult.ts';
import type { CurrentSecret, MountInfo } from './secretVault.ts';
import { hasUnsafeNumber } from './unsafeNumber.ts';

/** What is to be put into Vault, and where. */
export interface Deposit {
  readonly target: SecretTarget;
  readonly value: string;
  /** The person has confirmed that KV v1 has no check-and-set. */
  readonly kvV1RaceConfirmed: boolean;
  /** Whether the same value that is already at the target counts as done. */
  readonly reuse: boolean;
}

/** Why nothing is written. `because` begins a sentence. */
export interface DepositRefusal {
  readonly kind: 'refused';
  readonly because: string;
  readonly alternative?: SecretTarget;
}

/** True when `secret` holds exactly our value at our key; compared as decoded strings. */
export function holdsValue(secret: CurrentSecret, { target, value }: Deposit): boolean {
  return secret.kind === 'present' && hasKey(secret.data, target.key) && secret.data[target.key] === value;
}

/** Refuses a mount whose secrets delete themselves: the file would lose its value later. */
export function refuseMount({ deleteVersionAfter }: MountInfo): DepositRefusal | undefined {
  if (deleteVersionAfter === undefined || deleteVersionAfter === '') return undefined;
  return refusal('The mount deletes its secrets by itself after a time');
}

/** Refuses what a write to `base` would overwrite or alter. */
export function refuseBase(base: CurrentSecret, deposit: Deposit): DepositRefusal | undefined {
  if (base.kind === 'present') return refusePresent(base, deposit);
  if (base.kvVersion === 2 || deposit.kvV1RaceConfirmed) return undefined;
  return refusal(
    'KV v1 has no check-and-set, so another write at the same moment could be lost; confirm that first',
  );
}

function refusePresent(
  { data, kvVersion }: CurrentSecret & { kind: 'present' },
  { target }: Deposit,
): DepositRefusal | undefined {
  if (hasKey(data, target.key)) {
    const because = `${targetName(target)} already holds a value, which is never overwritten`;
    if (kvVersion === 1) return refusal(because);
    return { ...refusal(because), alternative: alternativeKey(target, Object.keys(data)) };
  }
  if (kvVersion === 1) return refusal('KV v1 has no check-and-set, so an existing path is not changed');
  if (!hasUnsafeNumber(data)) return undefined;
  return refusal('The path holds a number that is too large to be kept exactly when a key is added');
}

function refusal(because: string): DepositRefusal {
  return { kind: 'refused', because };
}

function hasKey(data: Readonly<Record<string, unknown>>, key: string): boolean {
  return Object.hasOwn(data, key);
}

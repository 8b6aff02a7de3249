import type { FindingAddress, SecretTarget } from './places.ts';

/** A proposed target for a finding, and what the person should know before agreeing. */
export type MoveProposal =
  | {
      readonly ok: true;
      readonly target: SecretTarget;
      /** Proposed target as text, `mount/path#key`. */
      readonly text: string;
      /** False when no mount of `vaultRefs.mounts` is a KV mount, so that the person must choose one. */
      readonly mountIsKnown: boolean;
      readonly mounts: readonly string[];
      readonly origin: string;
      readonly namespace: string;
    }
  | { readonly ok: false; readonly message: string };

export interface CheckTargetParams {
  readonly uri: string;
  readonly text: string;
}

/** `kvVersion` is absent when the mount could not be looked up. */
export type CheckTargetResult =
  | {
      readonly ok: true;
      readonly target: SecretTarget;
      readonly kvVersion?: 1 | 2;
      readonly keyExists: boolean;
    }
  | { readonly ok: false; readonly message: string };

/** What the person agreed to: a value goes nowhere else. */
export interface WriteAgreement {
  /** Connection that was shown to the person; the server refuses when it is signed in elsewhere by now. */
  readonly origin: string;
  readonly namespace: string;
  /** The person has confirmed that KV v1 has no check-and-set. */
  readonly kvV1RaceConfirmed: boolean;
}

export interface MoveParams extends FindingAddress, WriteAgreement {
  readonly target: SecretTarget;
}

/** Outcome of a move or a creation; `inVault` tells whether the value is in Vault at the target now. */
export interface MoveResult {
  readonly outcome: 'moved' | 'created' | 'reused' | 'refused' | 'failed';
  readonly message: string;
  readonly inVault: boolean;
  /** A free key to offer instead when the target holds another value. */
  readonly alternative?: SecretTarget;
}

export interface CreateSecretParams extends SecretTarget, WriteAgreement {
  readonly uri: string;
  readonly value: string;
}

import type { FindingAddress, SecretTarget } from './places.ts';

/** Where the values are read that plaintext secrets are compared with. */
export type InVaultScope =
  /** The paths that references in the workspace name. */
  | { readonly kind: 'referenced' }
  /** What is below `mount` or `mount/path`. */
  | { readonly kind: 'prefix'; readonly prefix: string };

/** What a comparison would read. It holds until the next plan. */
export type InVaultPlan =
  | {
      readonly ok: true;
      /** Number of the plan, for {@link InVaultRunParams}. */
      readonly plan: number;
      readonly origin: string;
      readonly namespace: string;
      /** How many paths are read, and how many secrets are compared. */
      readonly paths: number;
      readonly secrets: number;
      /** The same in one sentence, and what is left out. */
      readonly message: string;
      readonly gaps: readonly string[];
    }
  | { readonly ok: false; readonly message: string };

/** What the person agreed to. */
export interface InVaultRunParams {
  readonly plan: number;
  readonly origin: string;
  readonly namespace: string;
  /** Where work-done progress is reported to; the server asks for a place of its own when there is none. */
  readonly workDoneToken?: string | number;
}

/** A secret that is in Vault already: where it stands, never what it is. */
export interface FoundInVault {
  readonly uri: string;
  /** The file as a person knows it. */
  readonly path: string;
  /** 0-based. */
  readonly line: number;
  readonly character: number;
  /** References to it in Vault, as text. */
  readonly references: readonly string[];
}

export interface InVaultResult {
  /** `stopped`: before all was read; what was found until then is there. `refused`: nothing was read. */
  readonly outcome: 'complete' | 'stopped' | 'refused';
  /** One line. */
  readonly message: string;
  /** The first hundreds. */
  readonly found: readonly FoundInVault[];
}

/** The references that can stand for a finding. */
export type ReferencesInVault =
  | {
      readonly ok: true;
      readonly origin: string;
      readonly namespace: string;
      readonly references: readonly { readonly text: string; readonly target: SecretTarget }[];
    }
  | { readonly ok: false; readonly message: string };

/** To {@link MoveResult}, as of a move. */
export interface UseReferenceParams extends FindingAddress {
  readonly target: SecretTarget;
  readonly origin: string;
  readonly namespace: string;
}

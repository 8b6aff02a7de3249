import type { Finding } from '../findings/finding.ts';
import type { SecretTarget } from '../migration/moveResult.ts';
import type { DocumentView } from './documentView.ts';

/** A place in Vault that holds the secret of a finding. */
export interface KnownReference {
  readonly target: SecretTarget;
  /** Whether it can stand for the value: not when the secret is a part of it, or encoded in it. */
  readonly isWhole: boolean;
}

/** PORT: what an explicit comparison with Vault has found before. It asks Vault nothing. */
export interface KnownReferences {
  /** Where the secret of a finding is in Vault; empty when that is not known of its value as it is now. */
  of(view: DocumentView, finding: Finding): readonly KnownReference[];
}

export const nothingKnown: KnownReferences = { of: () => [] };

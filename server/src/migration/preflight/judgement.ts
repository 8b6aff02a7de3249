import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import type { EntryAction } from '../plan/plan.ts';

/** What a button can do about a blocker. */
export type Remedy = 'sign-in' | 'save-file' | 'edit-target' | 'untick' | 'show-policy' | 'unseal';

export type BlockerKind =
  /** Vault cannot be asked. */
  | 'connection'
  /** The mount is none, or cannot be looked at. */
  | 'mount'
  /** Vault would delete the secret by itself after a time. */
  | 'deletes-itself'
  /** A capability is missing. */
  | 'permission'
  /** The path cannot be looked at, or changes at the moment. */
  | 'path'
  /** Another version would purge the oldest one, or nobody can tell. */
  | 'versions'
  | 'unsafe-number'
  | 'too-much'
  /** KV v1 has no check-and-set. */
  | 'kv-v1'
  /** The key holds another value. */
  | 'conflict'
  /** The file cannot be written as it is. */
  | 'file';

export type BlockerSubject =
  | { readonly kind: 'connection' }
  | { readonly kind: 'mount'; readonly mount: string }
  | ({ readonly kind: 'path' } & SecretPath)
  | { readonly kind: 'entry'; readonly id: string }
  | { readonly kind: 'file'; readonly uri: string };

/** What stands in the way of the whole run. */
export interface Blocker {
  readonly kind: BlockerKind;
  readonly subject: BlockerSubject;
  /** One sentence that says what to mend; names only, never a value. */
  readonly message: string;
  readonly remedy?: Remedy;
  /** Ticked entries that it is about, in the plan's order. */
  readonly entries: readonly string[];
  /** A free target to offer where this one is taken. */
  readonly alternative?: SecretTarget;
}

export interface EntryJudgement {
  /** `unknown`: Vault could not be looked at. */
  readonly action: EntryAction | 'unknown';
  /** `left`: not ticked, or not to be moved. */
  readonly status: 'ready' | 'blocked' | 'left';
  /** A sentence; absent when it is ready. */
  readonly reason?: string;
}

export interface JudgementCounts {
  /** Ticked secrets, the files they are in and the paths they go to. */
  readonly secrets: number;
  readonly files: number;
  readonly paths: number;
  /** Of the ticked ones, by action. */
  readonly created: number;
  readonly added: number;
  readonly reused: number;
  readonly conflicts: number;
  readonly left: number;
}

/** Whether a plan may run, and what has to be confirmed before. */
export interface Judgement {
  /** Of all entries, by id. */
  readonly entries: ReadonlyMap<string, EntryJudgement>;
  /** Nothing is written as long as there is one. */
  readonly blockers: readonly Blocker[];
  /**
   * One path for each mount whose settings cannot be seen: it is written first, and the answer tells whether the mount's
   * secrets delete themselves, before a file is changed.
   */
  readonly probes: readonly SecretPath[];
  /** Paths on KV v1 that will be written without check-and-set: the person confirms that first. */
  readonly kvV1Paths: readonly SecretPath[];
  readonly counts: JudgementCounts;
}

import type { FindingAddress, SecretTarget } from './places.ts';
import type { ScanConfidence, ScanRange } from './scan.ts';

/** Which plaintext secrets are to be moved. `folder`: what is below it, on disk. */
export type MigrationScope =
  | ({ readonly kind: 'finding' } & FindingAddress)
  | { readonly kind: 'file'; readonly uri: string }
  | { readonly kind: 'folder'; readonly uri: string }
  | { readonly kind: 'workspace' };

export interface PlanMigrationParams {
  readonly scope: MigrationScope;
  /**
   * The template of targets in the person's own settings, absent where they have none: a server is told merged settings,
   * and one that a workspace sets has to be confirmed.
   */
  readonly ownTemplate?: string;
  /** Where work-done progress is reported to. */
  readonly workDoneToken?: string | number;
}

/** What Vault will see of a secret; `unknown` where it could not be looked at. */
export type MigrationAction = 'create' | 'add-key' | 'reuse' | 'conflict' | 'unknown';

/** One secret of a plan: where it is and where it goes, never what it is. */
export interface MigrationEntry {
  readonly id: string;
  /** Of the secret text alone. */
  readonly range: ScanRange;
  readonly rule: string;
  readonly confidence: ScanConfidence;
  /** Keys and indices that lead to the value. */
  readonly keyPath: string;
  readonly target: SecretTarget;
  /** The target as a person edits it, `mount/path#key`. */
  readonly targetText: string;
  /** What will stand in the file. */
  readonly reference: string;
  readonly action: MigrationAction;
  /** Ticked. */
  readonly isOn: boolean;
  /** False when it cannot be ticked; `reason` says why, as a sentence. */
  readonly canMove: boolean;
  readonly reason?: string;
  /** Sentences to know before. */
  readonly notes: readonly string[];
}

export interface MigrationFile {
  readonly uri: string;
  /** Name of the workspace folder; empty outside of all. */
  readonly folderName: string;
  /** Slash path from that folder. */
  readonly path: string;
  readonly entries: readonly MigrationEntry[];
}

/** What stands in the way of the whole run. The first write happens only when there is none. */
export interface MigrationBlocker {
  /** One sentence that says what to mend. */
  readonly message: string;
  /** What a button can do about it. */
  readonly remedy?: 'sign-in' | 'save-file' | 'edit-target' | 'untick' | 'show-policy';
  readonly uri?: string;
  readonly entry?: string;
}

export interface MigrationCounts {
  /** Ticked secrets, the files they are in, and the paths they go to. */
  readonly secrets: number;
  readonly files: number;
  readonly paths: number;
  /** Of the ticked ones. */
  readonly created: number;
  readonly added: number;
  readonly reused: number;
  /** Not ticked, or not to be moved. */
  readonly left: number;
}

export interface MigrationPlan {
  /** Number of the plan; it holds until the next one. */
  readonly plan: number;
  readonly origin: string;
  readonly namespace: string;
  readonly files: readonly MigrationFile[];
  readonly blockers: readonly MigrationBlocker[];
  readonly counts: MigrationCounts;
  /** Mounts that are written to, each of which is confirmed once in a workspace. */
  readonly mounts: readonly string[];
  /** Of them, those without check-and-set. */
  readonly kvV1Mounts: readonly string[];
  /** The template of the targets where a workspace setting gives it: confirmed on its own. */
  readonly workspaceTemplate?: string;
  /** Files that could not be looked into, by path and in a few words. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

export type PlanMigrationResult =
  { readonly ok: true; readonly plan: MigrationPlan } | { readonly ok: false; readonly message: string };

/** Changes of a plan: ticks, and targets as text. */
export interface ChangePlanParams {
  readonly plan: number;
  readonly changes: readonly {
    readonly entry: string;
    readonly isOn?: boolean;
    readonly target?: string;
  }[];
}

export interface PreviewParams {
  readonly plan: number;
  readonly uri: string;
}

/** Two texts of one file with every value masked, for a diff. */
export type PreviewResult =
  | { readonly ok: true; readonly before: string; readonly after: string; readonly languageId: string }
  | { readonly ok: false; readonly message: string };

/** What the person has agreed to. */
export interface RunMigrationParams {
  readonly plan: number;
  /** Connection that was shown to the person. */
  readonly origin: string;
  readonly namespace: string;
  readonly kvV1RaceConfirmed: boolean;
  readonly workDoneToken?: string | number;
}

export interface ContinueRunParams {
  readonly run: string;
  readonly workDoneToken?: string | number;
}

/** How a run, or taking it back, went. */
export interface MigrationResult {
  /** `incomplete`: something is left; `refused`: nothing was done. */
  readonly outcome: 'complete' | 'incomplete' | 'cancelled' | 'refused';
  /** One line. */
  readonly message: string;
  /** A Markdown document to show; absent when nothing was done. */
  readonly report?: string;
  readonly run?: string;
}

/** Request from the server before keys are taken out of Vault by an undo. */
export interface ConfirmRemovalParams {
  readonly origin: string;
  readonly namespace: string;
  /** References, as text. */
  readonly targets: readonly string[];
  /** Of them, those on KV v1, whose deletion is final. */
  readonly kvV1: readonly string[];
  /** Other places of the workspace that refer to them, as `path:line`. */
  readonly otherUses: readonly string[];
  /** Files of which nobody can tell whether they do. */
  readonly notLookedAt: readonly string[];
}

export interface ConfirmRemovalResult {
  readonly isAgreed: boolean;
  readonly finalDeletionConfirmed: boolean;
}

export interface MigrationRunView {
  readonly run: string;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly origin: string;
  readonly namespace: string;
  readonly phase: 'running' | 'finished' | 'undoing' | 'undone';
  readonly moved: number;
  readonly total: number;
  /** A living process is at work on it. */
  readonly isOwned: boolean;
  /** Whether its folders are among those that are open. */
  readonly isHere: boolean;
}

/** Notification from the server, when it starts and when something changes. */
export interface MigrationRuns {
  readonly runs: readonly MigrationRunView[];
}

export interface RunParams {
  readonly run: string;
}

/** Request from the server: saves an open document. False when it was not saved. */
export interface SaveDocumentParams {
  readonly uri: string;
}

/** Requests from the server: the key of a run is kept by the client, apart from the journal. Hexadecimal. */
export interface StoreRunKeyParams {
  readonly run: string;
  readonly key: string;
}

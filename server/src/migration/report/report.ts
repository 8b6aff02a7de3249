import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import type { EntryAction } from '../plan/plan.ts';
import type { EntryStatus } from '../run/outcome.ts';
import type { RunStop } from '../run/runStop.ts';
import type { RemovedKey, RestoredEntry } from '../undo/undoRun.ts';

/** Where a secret is, or was when the run was planned: 1-based, ends exclusive, columns in UTF-16 code units. */
export interface ReportRange {
  readonly line: number;
  readonly colStart: number;
  readonly endLine: number;
  readonly colEnd: number;
}

/** `planned`: it would be moved. `blocked`: it would, if nothing stood in the way. `left-out`: it was not ticked or cannot. */
export type ReportStatus = 'planned' | 'blocked' | 'left-out' | EntryStatus | RestoredEntry['status'];

/** One secret of a report: names only, never a value. */
export interface ReportEntry {
  /** As the person calls the file: a path from the folder, or as the command line was given it. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** Absent where only the line is known, as in a run that was planned by another process. */
  readonly range?: ReportRange;
  readonly target: SecretTarget;
  readonly action: EntryAction | 'unknown';
  readonly reference: string;
  readonly status: ReportStatus;
  /** A sentence, where something went wrong or was left. */
  readonly reason?: string;
}

/** A place that holds the plaintext of a secret that was moved. 1-based. */
export interface SamePlace {
  readonly file: string;
  readonly line: number;
}

/** What a plan would do, a run has done, or taking it back has done. */
export interface MigrationReport {
  readonly kind: 'plan' | 'run' | 'undo';
  /** Absent for a plan. */
  readonly run?: string;
  readonly origin: string;
  readonly namespace: string;
  /** By file and position. */
  readonly entries: readonly ReportEntry[];
  /** What stands in the way of a plan, in sentences. */
  readonly blockers: readonly string[];
  /** What else the person should know, in sentences. */
  readonly notes: readonly string[];
  /** Keys that an undo has, or has not, taken out of Vault. */
  readonly keys: readonly RemovedKey[];
  /** Other places that still hold a value that was moved; of a run alone. */
  readonly samePlaces: readonly SamePlace[];
  readonly stopped?: RunStop;
}

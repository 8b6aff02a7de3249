import type { ConfigDocument, PathSegment } from '../../languageService/configDocument.ts';
import type { Confidence } from '../../languageService/findings/finding.ts';
import type { ReferenceEdit } from '../../languageService/migration/edit.ts';
import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import type { Spelling } from '../../languageService/migration/spelling/spelling.ts';
import type { ReferenceFormat } from '../../languageService/references/formats/referenceFormat.ts';
import type { PlanState } from './planState.ts';
import type { TargetTemplate } from './template/targetTemplate.ts';

/**
 * What Vault will see of an entry: a path that is made, a key that is added to one, a key that holds the same value
 * already (nothing is written), or one that holds another value (nothing is done).
 */
export type EntryAction = 'create' | 'add-key' | 'reuse' | 'conflict';

/** A secret in a file, before anybody has thought of a place for it. */
export interface PlanSource {
  /** `file:` address. */
  readonly uri: string;
  readonly languageId: string;
  /** Name of the workspace folder; undefined outside of all. */
  readonly folder: string | undefined;
  /** Slash path from the folder, or as the command line was given it. */
  readonly path: string;
  readonly text: string;
  readonly findings: readonly PlanFinding[];
}

/** Offsets in the file's text, UTF-16. */
export interface PlanFinding {
  readonly ruleId: string;
  readonly confidence: Confidence;
  readonly start: number;
  readonly end: number;
  readonly scalarStart: number;
  readonly scalarEnd: number;
}

/** One secret of a plan, without its value: it can be shown, sent and written down. */
export interface PlanEntry {
  /** Unique within the plan, and the same as long as the plan is. */
  readonly id: string;
  readonly uri: string;
  readonly finding: PlanFinding;
  readonly document: number;
  readonly keyPath: readonly PathSegment[];
  readonly target: SecretTarget;
  readonly format: ReferenceFormat;
  /** What a program that reads the file will see: the reference. */
  readonly reference: string;
  /** Why it cannot be moved, as the beginning of a sentence; absent when it can. */
  readonly obstacle?: string;
  /** What the person should know before it is moved, in sentences. */
  readonly notes: readonly string[];
  /** Whether it is moved unless the person says otherwise. */
  readonly isOn: boolean;
}

/** An entry that can be moved, with all that the run needs. It holds the value, so it stays in the process. */
export interface PlannedMove {
  readonly entry: PlanEntry;
  readonly value: string;
  /** In offsets of the file's text. */
  readonly edit: ReferenceEdit;
  readonly spelling?: Spelling;
}

/** A file of a plan, as it was when the plan was made. */
export interface PlanFile {
  readonly uri: string;
  readonly languageId: string;
  readonly folder: string | undefined;
  readonly path: string;
  readonly document: ConfigDocument;
  /** Why an edit of it would not last, as the beginning of a sentence; absent for a file that people write. */
  readonly generated?: string;
}

/** A plan. It holds values (in moves, files and state), so it stays in the process; entries can be shown. */
export interface Plan {
  readonly template: TargetTemplate;
  /** By path. */
  readonly files: readonly PlanFile[];
  /** By file and offset. */
  readonly entries: readonly PlanEntry[];
  /** Of all entries that can be moved, ticked or not, by id. */
  readonly moves: ReadonlyMap<string, PlannedMove>;
  /** For `changePlan.ts`. */
  readonly state: PlanState;
}

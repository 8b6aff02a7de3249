import type { ReferenceFormat } from '../references/formats/referenceFormat.ts';

/** When equal values become one secret: those under the same last key, all of them, or none. */
export const sharePolicies = ['same-key', 'always', 'never'] as const;

export type SharePolicy = (typeof sharePolicies)[number];

/** The dialect that references are written in, for some files. */
export interface FormatRule {
  /** Globs; all files when absent. */
  readonly files?: readonly string[] | undefined;
  readonly format: ReferenceFormat;
}

/** Settings of moving secrets, as they are written. */
export interface MigrationSettings {
  /** Template of targets; see `migration/plan/template/`. */
  readonly target: string;
  readonly share: SharePolicy;
  /** Of those that fit a file the last one decides; where none does, the file itself. */
  readonly formats: readonly FormatRule[];
}

/** As in package.json; a test compares the two. */
export const defaultMigrationSettings: MigrationSettings = {
  target: '${mount}/${workspaceFolder}/${relativePath}#${keyPath}',
  share: 'same-key',
  formats: [],
};

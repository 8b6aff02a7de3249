import type { Confidence } from '../../server/src/languageService/findings/finding.ts';

/** A part of a file. 1-based, the end exclusive, columns in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly col_start: number;
  readonly end_line: number;
  readonly col_end: number;
}

/** `placeholder` counts neither way. */
export type LabelKind = 'secret' | 'weak' | 'placeholder';

/** What a person says of a part of a file. */
export interface Label extends Place {
  readonly file: string;
  readonly label: LabelKind;
  readonly category: string;
  /** The scalar around it, quotes or header of a block scalar included; absent: no wider place is right. */
  readonly s_line?: number;
  readonly s_col?: number;
  readonly s_end_line?: number;
  readonly s_col_end?: number;
}

/** A line of `vault-refs scan --format jsonl`. */
export interface Found extends Place {
  readonly file: string;
  readonly rule: string;
  readonly confidence: Confidence;
}

/** A directory of labelled files, read. */
export interface LabelledSet {
  /** Folder that the names of the files start from. */
  readonly root: string;
  readonly labels: readonly Label[];
  /** Number of files. */
  readonly files: number;
  /** Number of benign values that are marked because they look like a secret. */
  readonly lookAlikes: number;
}

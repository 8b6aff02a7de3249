import type { Confidence } from '../../languageService/findings/finding.ts';

/** A plaintext secret as a command line tells it: where it is, never what it is. */
export interface ReportedFinding {
  /** The file as a person names it from the working folder. */
  readonly shown: string;
  /** The file below the scanned folder, with `/`. */
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based column in UTF-16 code units. */
  readonly colStart: number;
  readonly endLine: number;
  /** 1-based, exclusive. */
  readonly colEnd: number;
  readonly rule: string;
  readonly confidence: Confidence;
  readonly reason: string;
}

/** Gives the line, with its line break, that reports a finding. */
export type Reporter = (finding: ReportedFinding) => string;

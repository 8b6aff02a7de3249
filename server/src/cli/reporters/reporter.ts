import type { ScanFinding } from '../../scan/scanFinding.ts';

/** A plaintext secret of a file. */
export interface ReportedFinding {
  /** The file as a person names it from the working folder. */
  readonly shown: string;
  /** The file below the scanned folder, with `/`. */
  readonly file: string;
  readonly finding: ScanFinding;
}

/** Gives the line, with its line break, that reports a finding. */
export type Reporter = (found: ReportedFinding) => string;

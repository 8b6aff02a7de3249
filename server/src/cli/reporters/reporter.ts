import type { ConfigFile, Skipped } from '../../scan/files/walk.ts';
import type { ScanFinding } from '../../scan/scanFinding.ts';
import type { Summary } from '../scan/summary.ts';

/** A plaintext secret of a file. */
export interface ReportedFinding {
  readonly file: ConfigFile;
  readonly finding: ScanFinding;
}

/** A format of what is found. Each method gives the text that comes next on standard output, with its line breaks. */
export interface Reporter {
  begin(): string;
  finding(found: ReportedFinding): string;
  /** Something was not looked into. Standard error tells it in every format. */
  skipped(skipped: Skipped): void;
  end(summary: Summary): string;
}

/** A format that is one line for each finding, and nothing else. */
export function lineReporter(line: (found: ReportedFinding) => string): Reporter {
  return { begin: () => '', finding: line, skipped: () => undefined, end: () => '' };
}

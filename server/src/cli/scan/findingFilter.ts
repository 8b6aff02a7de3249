import type { ConfigFile } from '../../scan/files/walk.ts';
import type { ScanFinding, ScannedText } from '../../scan/scanFinding.ts';

/** Decides which findings are reported. */
export interface FindingFilter {
  /**
   * The findings of a file that are; asked once for every file that was read, also where nothing was found.
   * `isComplete`: nothing of the file was left out as beyond a limit.
   */
  keep(
    file: ConfigFile,
    findings: readonly ScanFinding[],
    isComplete: boolean,
  ): readonly ScanFinding[] | Promise<readonly ScanFinding[]>;
  /** What there is to say at the end, as lines for standard error. */
  conclude?(): readonly string[];
}

/** What all of the filters keep, each asked about what the one before it kept. */
export async function keepByAll(
  filters: readonly FindingFilter[],
  file: ConfigFile,
  { findings, limit }: ScannedText,
): Promise<readonly ScanFinding[]> {
  let kept = findings;
  for (const filter of filters) kept = await filter.keep(file, kept, limit === undefined);
  return kept;
}

import type { ScanStep } from '../../scan/scanFiles.ts';
import type { ScanRequest } from '../../scan/scanner.ts';

/** Where the texts of a scan come from. */
export interface Source {
  /** Absolute folder that reports name files from. */
  readonly root: string;
  /**
   * What became of each file, in the order of the source. `tell` is given what does not work in the settings.
   * @throws CouldNotError when the source itself fails meanwhile.
   */
  scan(request: ScanRequest, tell: (problem: string) => void): AsyncIterable<ScanStep>;
}

import type { ScanFinding } from '../scan/scanFinding.ts';
import { matchFile } from '../scan/baseline/matching.ts';
import type { Baseline, BaselineEntry } from '../scan/baseline/baseline.ts';
import type { BaselineFiles } from '../scan/baseline/baselineFiles.ts';
import { entriesByFile } from '../scan/baseline/entriesByFile.ts';
import type { AsyncMarker } from '../scan/baseline/marks.ts';
import { FileEntries } from './fileEntries.ts';

/** The baseline of a workspace folder as it was read last. */
export class FolderBaseline {
  readonly baseline: Baseline;
  /** As it was on disk. */
  readonly text: string;
  readonly mark: AsyncMarker;
  readonly #byFile: ReadonlyMap<string, readonly BaselineEntry[]>;
  readonly #files: ReadonlyMap<string, FileEntries>;

  constructor(baseline: Baseline, text: string, mark: AsyncMarker) {
    this.baseline = baseline;
    this.text = text;
    this.mark = mark;
    this.#byFile = entriesByFile(baseline.entries);
    this.#files = new Map([...this.#byFile].map(([file, entries]) => [file, new FileEntries(entries)]));
  }

  /** The entries of a file; undefined when there are none. */
  entriesOf(file: string): FileEntries | undefined {
    return this.#files.get(file);
  }

  /** The findings of a scanned file that are not accepted. */
  notAccepted(file: string, findings: readonly ScanFinding[]): readonly ScanFinding[] {
    const entries = this.#byFile.get(file);
    if (!entries) return findings;
    const { accepted } = matchFile(entries, findings);
    return findings.filter((_finding, index) => accepted[index] !== true);
  }
}

/** Markers by their salts: a baseline that is read again has its values hashed already. */
export class Markers {
  readonly #files: BaselineFiles;
  #last: { readonly salt: string; readonly mark: AsyncMarker }[] = [];

  constructor(files: BaselineFiles) {
    this.#files = files;
  }

  get(salt: string): AsyncMarker {
    const known = this.#last.find((one) => one.salt === salt);
    if (known) return known.mark;
    const mark = this.#files.createMarker(salt);
    this.#last = [{ salt, mark }, ...this.#last].slice(0, MAX_MARKERS);
    return mark;
  }
}

const MAX_MARKERS = 20;

import type { Baseline, BaselineEntry } from './baseline.ts';
import type { MatchedFinding } from './matching.ts';
import { entriesByFile } from './entriesByFile.ts';
import { matchFile } from './matching.ts';

/** An entry and for how many of the findings it counts there are none. */
export interface StaleEntry {
  readonly entry: BaselineEntry;
  readonly missing: number;
}

/** Keeps count of what a baseline accepts of the files of a scan. */
export class BaselineTally {
  readonly #byFile: ReadonlyMap<string, readonly BaselineEntry[]>;
  readonly #complete = new Map<string, readonly StaleEntry[]>();
  #accepted = 0;

  constructor({ entries }: Baseline) {
    this.#byFile = entriesByFile(entries);
  }

  /** How many findings were accepted. */
  get accepted(): number {
    return this.#accepted;
  }

  /**
   * For each finding of a file whether it is accepted. `isComplete`: all of the file was read, so what an entry misses in
   * it is not there.
   */
  accept(file: string, findings: readonly MatchedFinding[], isComplete: boolean): readonly boolean[] {
    const entries = this.#byFile.get(file) ?? [];
    const { accepted, left } = matchFile(entries, findings);
    this.#accepted += accepted.filter(Boolean).length;
    if (isComplete) this.#complete.set(file, staleOf(entries, left));
    return accepted;
  }

  /**
   * Entries without a finding, in the order of the baseline: in files that were read completely, and in those that
   * are gone. Nothing is said of files that were skipped or not looked at.
   */
  stale(isGone: (file: string) => boolean): readonly StaleEntry[] {
    return [...this.#byFile].flatMap(([file, entries]) => {
      const known = this.#complete.get(file);
      if (known) return known;
      return isGone(file) ? entries.map((entry) => ({ entry, missing: entry.count })) : [];
    });
  }
}

function staleOf(entries: readonly BaselineEntry[], left: readonly number[]): readonly StaleEntry[] {
  return entries
    .map((entry, index) => ({ entry, missing: left[index] ?? 0 }))
    .filter(({ missing }) => missing > 0);
}

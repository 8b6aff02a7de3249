/** Name of the baseline in the root of a workspace folder or repository. */
export const baselineFileName = '.vault-refs-baseline.json';

/** A finding that a team accepted. It tells where a secret is and twelve bits of what it is. Plain data. */
export interface BaselineEntry {
  /** Id of the rule that found it. */
  readonly rule: string;
  /** Slash path from the baseline's folder. */
  readonly file: string;
  /** As `keyPathText` writes it. */
  readonly keyPath: string;
  /** What the value is known by: see marks.ts. */
  readonly mark: string;
  /** How many findings it accepts; at least 1. */
  readonly count: number;
  /** Why it was accepted: one line, for people. */
  readonly reason?: string;
}

/** The findings that a team accepted, so that only new ones are news. */
export interface Baseline {
  /** Made once for each baseline and kept: another one would tell twelve bits more of each value. */
  readonly salt: string;
  /** In the order of {@link compareEntries}. */
  readonly entries: readonly BaselineEntry[];
}

/** The same order on every machine: by file, key path, rule and mark, in code units. */
export function compareEntries(one: BaselineEntry, other: BaselineEntry): number {
  return (
    compare(one.file, other.file) ||
    compare(one.keyPath, other.keyPath) ||
    compare(one.rule, other.rule) ||
    compare(one.mark, other.mark) ||
    compare(one.reason ?? '', other.reason ?? '')
  );
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

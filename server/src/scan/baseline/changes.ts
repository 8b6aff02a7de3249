import type { Baseline, BaselineEntry } from './baseline.ts';
import { compareEntries } from './baseline.ts';
import type { MatchedFinding } from './matching.ts';
import { entriesByFile } from './entriesByFile.ts';
import { matchFile } from './matching.ts';
import type { StaleEntry } from './tally.ts';

/** Findings of a file with their marks. */
export interface MarkedFile {
  readonly file: string;
  readonly findings: readonly MatchedFinding[];
}

/** A changed baseline and for how many findings more it speaks. */
export interface Added {
  readonly baseline: Baseline;
  readonly added: number;
}

/** Accepts all findings of some files: what entries accept already stays as it is, with its reason. */
export function withFindings(baseline: Baseline, files: readonly MarkedFile[], reason?: string): Added {
  const byFile = entriesByFile(baseline.entries);
  let added = 0;
  for (const { file, findings } of files) {
    const entries = byFile.get(file) ?? [];
    const { accepted } = matchFile(entries, findings);
    const fresh = findings.filter((finding, index) => accepted[index] !== true && finding.mark !== undefined);
    added += fresh.length;
    if (fresh.length > 0) byFile.set(file, withEntries(entries, file, fresh, reason));
  }
  return { baseline: ordered(baseline, [...byFile.values()].flat()), added };
}

function withEntries(
  entries: readonly BaselineEntry[],
  file: string,
  findings: readonly MatchedFinding[],
  reason: string | undefined,
): BaselineEntry[] {
  const byKey = new Map(entries.map((entry) => [key(entry), entry]));
  const rest = entries.filter((entry) => byKey.get(key(entry)) !== entry);
  for (const { rule, keyPath, mark = '' } of findings) {
    const known = byKey.get(key({ rule, keyPath, mark }));
    const entry = { rule, file, keyPath, mark, count: 1, ...(reason === undefined ? {} : { reason }) };
    byKey.set(key(entry), known ? { ...known, count: known.count + 1 } : entry);
  }
  return [...rest, ...byKey.values()];
}

function key({ rule, keyPath, mark }: MatchedFinding): string {
  return JSON.stringify([rule, keyPath, mark]);
}

/** Without what there is no finding for. */
export function withoutStale(baseline: Baseline, stale: readonly StaleEntry[]): Baseline {
  const missing = new Map(stale.map((one) => [one.entry, one.missing]));
  const entries = baseline.entries.flatMap((entry) => {
    const count = entry.count - (missing.get(entry) ?? 0);
    return count > 0 ? [{ ...entry, count }] : [];
  });
  return ordered(baseline, entries);
}

/** With the names that files have now. */
export function withRenames(baseline: Baseline, renamed: ReadonlyMap<string, string>): Baseline {
  if (renamed.size === 0) return baseline;
  return ordered(
    baseline,
    baseline.entries.map((entry) => ({ ...entry, file: renamed.get(entry.file) ?? entry.file })),
  );
}

function ordered({ salt }: Baseline, entries: readonly BaselineEntry[]): Baseline {
  return { salt, entries: [...entries].sort(compareEntries) };
}

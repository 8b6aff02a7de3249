import type { BaselineEntry } from '../scan/baseline/baseline.ts';
import { keyPattern } from '../scan/baseline/keyPattern.ts';
import { matchFile } from '../scan/baseline/matching.ts';

/** A finding as a baseline sees it; what is costly is asked for when it is needed. */
export interface PlacedFinding {
  readonly rule: string;
  /** The key path without indices. */
  readonly pattern: string;
  readonly mark: string;
  keyPath(): string;
}

/** The entries of one file, ready to be asked about it at every keystroke. */
export class FileEntries {
  readonly #byGroup = new Map<string, BaselineEntry[]>();
  readonly #places: ReadonlySet<string>;

  constructor(entries: readonly BaselineEntry[]) {
    for (const entry of entries) {
      const group = groupOf(entry.rule, keyPattern(entry.keyPath), entry.mark);
      const known = this.#byGroup.get(group);
      if (known) known.push(entry);
      else this.#byGroup.set(group, [entry]);
    }
    this.#places = new Set(entries.map(({ rule, keyPath }) => groupOf(rule, keyPattern(keyPath), '')));
  }

  /** Whether an entry may be about a finding, whatever its value. */
  mayAccept(rule: string, pattern: string): boolean {
    return this.#places.has(groupOf(rule, pattern, ''));
  }

  /** Those of some findings that are accepted: as `matchFile` says, without exact key paths where they do not matter. */
  accepted<T extends PlacedFinding>(findings: readonly T[]): ReadonlySet<T> {
    const groups = new Map<string, T[]>();
    for (const finding of findings) {
      const group = groupOf(finding.rule, finding.pattern, finding.mark);
      const known = groups.get(group);
      if (known) known.push(finding);
      else groups.set(group, [finding]);
    }
    return new Set(
      [...groups].flatMap(([group, members]) => acceptedOf(this.#byGroup.get(group) ?? [], members)),
    );
  }
}

function acceptedOf<T extends PlacedFinding>(
  entries: readonly BaselineEntry[],
  findings: readonly T[],
): readonly T[] {
  const capacity = entries.reduce((sum, { count }) => sum + count, 0);
  if (capacity === 0 || findings.length <= capacity) return capacity === 0 ? [] : findings;
  const exact = findings.map((one) => ({ rule: one.rule, mark: one.mark, keyPath: one.keyPath() }));
  const { accepted } = matchFile(entries, exact);
  return findings.filter((_finding, index) => accepted[index] === true);
}

function groupOf(rule: string, pattern: string, mark: string): string {
  return `${rule}\n${mark}\n${pattern}`;
}

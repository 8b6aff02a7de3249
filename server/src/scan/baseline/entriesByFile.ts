import type { BaselineEntry } from './baseline.ts';

/** Entries by their file, in their order. */
export function entriesByFile(entries: readonly BaselineEntry[]): Map<string, readonly BaselineEntry[]> {
  const byFile = new Map<string, BaselineEntry[]>();
  for (const entry of entries) {
    const known = byFile.get(entry.file);
    if (known) known.push(entry);
    else byFile.set(entry.file, [entry]);
  }
  return byFile;
}

import { reportIn } from '../../unit/cli/migrateWorld.ts';
import type { Run } from '../../unit/cli/capturedContext.ts';

/** An entry of a JSON plan. */
export interface PlannedEntry {
  readonly file: string;
  readonly line: number;
  readonly col_start: number;
  readonly end_line: number;
  readonly col_end: number;
  readonly mount: string;
  readonly path: string;
  readonly key: string;
  readonly action: string;
  readonly reference: string;
  readonly status: string;
  readonly reason: string | null;
}

export function entriesIn(run: Run): readonly PlannedEntry[] {
  return reportIn(run).entries as unknown as readonly PlannedEntry[];
}

/** What a file should read after the entries of a plan that are about it, and the values that it gives up. */
export function applied(
  text: string,
  entries: readonly PlannedEntry[],
): { readonly text: string; readonly values: ReadonlyMap<PlannedEntry, string> } {
  const starts = lineStarts(text);
  const values = new Map<PlannedEntry, string>();
  let result = text;
  for (const entry of entries.toSorted((one, other) => offset(starts, other) - offset(starts, one))) {
    const start = offset(starts, entry);
    const end = (starts[entry.end_line - 1] ?? 0) + entry.col_end - 1;
    values.set(entry, text.slice(start, end));
    result = result.slice(0, start) + entry.reference + result.slice(end);
  }
  return { text: result, values };
}

function offset(starts: readonly number[], { line, col_start }: PlannedEntry): number {
  return (starts[line - 1] ?? 0) + col_start - 1;
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const { index } of text.matchAll(/\n/g)) starts.push(index + 1);
  return starts;
}

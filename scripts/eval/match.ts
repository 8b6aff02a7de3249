import type { Found, Label, Place } from './label.ts';

/** What became of a finding. `comment`: on a line that is a comment of its file, which is left out of the score. */
export type Outcome = 'hit' | 'placeholder' | 'comment' | 'false';

/** A finding and what the labels say of it. */
export interface Scored {
  readonly found: Found;
  readonly outcome: Outcome;
  /** Whether it covers a label, or its scalar, and nothing else. */
  readonly isExact: boolean;
  /** The secrets that it touches. */
  readonly labels: readonly Label[];
}

/** Compares findings with the labels of their files. Of two findings in one place the first counts. */
export function scoreAll(
  found: readonly Found[],
  labels: readonly Label[],
  isComment: (found: Found) => boolean,
): readonly Scored[] {
  const byFile = Map.groupBy(labels, ({ file }) => file);
  const seen = new Set<string>();
  const distinct = found.filter((one) => {
    const key = `${one.file}:${placeKey(one)}`;
    return !seen.has(key) && seen.add(key);
  });
  return distinct.map((one) => scoreOne(one, byFile.get(one.file) ?? [], isComment));
}

function scoreOne(found: Found, labels: readonly Label[], isComment: (found: Found) => boolean): Scored {
  const touched = labels.filter((label) => overlaps(found, label));
  const real = touched.filter(({ label }) => label !== 'placeholder');
  if (real.length > 0) {
    return { found, outcome: 'hit', isExact: real.some((label) => isSamePlace(found, label)), labels: real };
  }
  const other = isComment(found) ? 'comment' : 'false';
  return { found, outcome: touched.length > 0 ? 'placeholder' : other, isExact: false, labels: [] };
}

/** The header of a block scalar counts as a part of a secret of several lines. */
function overlaps(found: Place, label: Label): boolean {
  const { s_line: scalarLine, s_col: scalarColumn } = label;
  const isBlock = label.end_line > label.line && scalarLine !== undefined && scalarLine < label.line;
  const [line, column] = isBlock ? [scalarLine, scalarColumn ?? 1] : [label.line, label.col_start];
  return (
    isBefore(found.line, found.col_start, label.end_line, label.col_end) &&
    isBefore(line, column, found.end_line, found.col_end)
  );
}

function isBefore(line: number, column: number, otherLine: number, otherColumn: number): boolean {
  return line < otherLine || (line === otherLine && column < otherColumn);
}

function isSamePlace(found: Place, label: Label): boolean {
  const own = placeKey(found);
  return (
    own === placeKey(label) || own === [label.s_line, label.s_col, label.s_end_line, label.s_col_end].join()
  );
}

function placeKey({ line, col_start, end_line, col_end }: Place): string {
  return [line, col_start, end_line, col_end].join();
}

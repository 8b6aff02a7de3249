import type { BenchTarget } from './targets.ts';
import type { Measured } from './measure.ts';

/** Rows of text in columns of equal width, the first row being the heads. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export const HEADS = [
  'file',
  'server',
  'open ms',
  'edit p50',
  'p95',
  'max',
  'entry p50',
  'p95',
  'max',
  'malformed p50',
  'p95',
  'max',
  'memory MB, opened then end',
  'answers',
];

/** A row of figures; those of the product have the target beside them. */
export function rowOf(
  file: string,
  server: string,
  measured: Measured,
  answers: string,
  target?: BenchTarget,
): string[] {
  const { open, edit, entry, malformed, memory } = measured;
  const ms = (value: number): string => value.toFixed(1);
  const against = (value: number, limit: number | undefined): string =>
    limit === undefined ? ms(value) : `${ms(value)} (${value <= limit ? 'ok' : 'over'}, ${limit})`;
  return [
    file,
    server,
    against(open, target?.open),
    ms(edit.p50),
    against(edit.p95, target?.editP95),
    ms(edit.max),
    ms(entry.p50),
    against(entry.p95, target?.editP95),
    ms(entry.max),
    ms(malformed.p50),
    against(malformed.p95, target?.malformedP95),
    ms(malformed.max),
    memory === undefined ? '?' : `${memory.opened.toFixed(0)} then ${against(memory.end, target?.memory)}`,
    answers,
  ];
}

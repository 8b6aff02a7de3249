import type { Label } from './label.ts';
import type { Scored } from './match.ts';

/** Lines about every finding that is not exactly a secret, and every secret that was missed. Places, never text. */
export function details(scored: readonly Scored[], labels: readonly Label[]): readonly string[] {
  const hit = new Set(scored.flatMap((one) => one.labels));
  const missed = labels.filter((label) => label.label !== 'placeholder' && !hit.has(label));
  return [
    ...scored.filter(({ outcome, isExact }) => outcome !== 'hit' || !isExact).map(ofFinding),
    ...missed.map(
      ({ file, line, col_start, label, category }) =>
        `missed ${file}:${line}:${col_start} ${label}/${category}`,
    ),
  ];
}

function ofFinding({ found, outcome }: Scored): string {
  const { file, line, col_start, end_line, col_end, rule, confidence } = found;
  const kind = outcome === 'hit' ? 'inexact' : outcome;
  return `${kind} ${file}:${line}:${col_start}-${end_line}:${col_end} ${rule} (${confidence})`;
}

import type { Broken } from './recoveryShare.ts';

export interface RecoveryShares {
  /** Of all scalars outside of broken items. */
  readonly scalars: number;
  /** Mean over the breakages. */
  readonly breakages: number;
  /** A table of the kinds, worst first, and the worst examples. */
  readonly report: string;
}

/** Sums up what was kept. Shares are from 0 to 1. */
export function tallyRecovery(broken: readonly Broken[], examples = 5): RecoveryShares {
  const kinds = [...new Set(broken.map(({ kind }) => kind))]
    .map((kind) => ({ kind, ...shareOf(broken.filter((one) => one.kind === kind)) }))
    .toSorted((one, two) => one.breakages - two.breakages);
  const lines = kinds.map(
    ({ kind, count, scalars, breakages }) =>
      `  ${percent(breakages)} per breakage, ${percent(scalars)} of scalars: ${kind} (${count})`,
  );
  const worst = broken
    .filter(({ kept, outside }) => kept < outside)
    .toSorted((one, two) => two.outside - two.kept - (one.outside - one.kept))
    .slice(0, examples)
    .map(
      ({ kind, path, line, kept, outside, lost }) =>
        `  ${path}:${line} ${kind}: ${kept} of ${outside} kept, lost ${lost ?? ''}`,
    );
  const { scalars, breakages } = shareOf(broken);
  const head = `${broken.length} breakages: ${percent(breakages)} kept per breakage, ${percent(scalars)} of scalars`;
  return { scalars, breakages, report: [head, ...lines, ...worst].join('\n') };
}

function shareOf(broken: readonly Broken[]): { count: number; scalars: number; breakages: number } {
  const sum = (of: (one: Broken) => number): number => broken.reduce((total, one) => total + of(one), 0);
  return {
    count: broken.length,
    scalars:
      sum(({ kept }) => kept) /
      Math.max(
        sum(({ outside }) => outside),
        1,
      ),
    breakages: sum(({ kept, outside }) => kept / outside) / Math.max(broken.length, 1),
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

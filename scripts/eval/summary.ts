import { exactShare, figuresOf, positivesOf, tiersOf, type Figures } from './figures.ts';
import type { LabelledSet } from './label.ts';
import type { Scored } from './match.ts';

/** Everything that a regression test holds on to. */
export interface Summary {
  readonly files: number;
  readonly secret: number;
  readonly weak: number;
  readonly placeholder: number;
  readonly lookAlikes: number;
  readonly exactShare: number;
  /** By view, then `core` or `all` up to a confidence. */
  readonly figures: Readonly<Record<string, Figures>>;
}

/** The figures of a labelled set as plain data. */
export function summaryOf({ files, labels, lookAlikes }: LabelledSet, scored: readonly Scored[]): Summary {
  const count = (kind: string): number => labels.filter(({ label }) => label === kind).length;
  const tiers = tiersOf(scored).filter(({ upTo }) => upTo !== 'low');
  const figures = (['core', 'all'] as const).flatMap((view) =>
    tiers.map(({ upTo, scored: tier }) => [`${view} to ${upTo}`, figuresOf(tier, positivesOf(labels, view))]),
  );
  return {
    files,
    secret: count('secret'),
    weak: count('weak'),
    placeholder: count('placeholder'),
    lookAlikes,
    exactShare: exactShare(scored),
    figures: Object.fromEntries(figures) as Record<string, Figures>,
  };
}

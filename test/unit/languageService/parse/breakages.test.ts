import { expect, it } from 'vitest';
import { breakMany } from '../../../support/reader/breakMany.ts';
import { readCorpus } from '../../../support/reader/corpusTexts.ts';
import { tallyRecovery } from '../../../support/reader/recoveryTally.ts';
import { PATIENCE } from './readings.ts';

/** Files long enough that most of their scalars are outside of the broken item. */
const LONG_ENOUGH = 200;

it(
  'a broken line costs its item and leaves 99 % of all else',
  () => {
    const files = readCorpus(20_000).filter(({ text }) => text.length >= LONG_ENOUGH);
    const broken = breakMany(files, 1000, 20);
    const { scalars, breakages, report } = tallyRecovery(broken);
    console.log(report);
    expect(broken).toHaveLength(1000);
    expect(scalars, report).toBeGreaterThanOrEqual(0.99);
    expect(breakages, report).toBeGreaterThanOrEqual(0.99);
  },
  PATIENCE,
);

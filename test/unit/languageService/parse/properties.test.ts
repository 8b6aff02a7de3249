import { describe, it } from 'vitest';
import { expectHolds } from '../../../support/reader/holds.ts';
import { readerProperties } from '../../../support/reader/properties.ts';
import { PATIENCE, runs } from './readings.ts';

/** Any fixed number: the same cases in every run. `npm run fuzz` tries others. */
const SEED = 20;

/** Five properties: 5,000 cases in the quick run, 100,000 in the full one. */
describe('for any text', () => {
  for (const { name, cases, check } of readerProperties) {
    it(name, () => expectHolds(cases, check, { seed: SEED, runs: runs(1000).numRuns }), PATIENCE);
  }
});

import fc, { type Arbitrary } from 'fast-check';
import { failureOf, minimise } from './minimise.ts';
import type { Check, ReaderCase } from './readerCase.ts';

export interface Failure {
  readonly seed: number;
  readonly what: string;
  /** The smallest case found that fails. */
  readonly smallest: ReaderCase;
}

/** Tries a property on random cases; returns the first failure, made small. The seed says which cases. */
export function findFailure(
  cases: Arbitrary<ReaderCase>,
  check: Check,
  { seed, runs }: { seed: number; runs: number },
): Failure | undefined {
  const property = fc.property(cases, (tried) => failureOf(check, tried) === undefined);
  const { counterexample } = fc.check(property, { seed, numRuns: runs, endOnFailure: true });
  if (!counterexample) return undefined;
  const smallest = minimise(check, counterexample[0]);
  return { seed, what: failureOf(check, smallest) ?? 'not again', smallest };
}

/** Throws when a property does not hold, with a small example that can be pasted into a test. */
export function expectHolds(
  cases: Arbitrary<ReaderCase>,
  check: Check,
  options: { seed: number; runs: number },
): void {
  const failure = findFailure(cases, check, options);
  if (failure) throw new Error(describeFailure(failure));
}

/** A failure in a few lines. */
export function describeFailure({ seed, what, smallest }: Failure): string {
  const { text, languageId, edits } = smallest;
  const after = edits.length > 0 ? `\nedits ${JSON.stringify(edits)}` : '';
  return `${what}\n${languageId} ${JSON.stringify(text)}${after}\nseed ${seed}`;
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOracle } from '../../../../scripts/reader/compareText.ts';
import type { OracleScalar } from '../../../../scripts/reader/oracleScalar.ts';
import { type LocatedScalar, locatedScalars } from '../../../../server/src/languageService/configDocument.ts';
import { planMove } from '../../../../server/src/languageService/migration/planMove.ts';
import { applyTo } from '../../../../server/src/languageService/migration/verifyEdit.ts';
import { parseConfig } from '../../../../server/src/languageService/parse/index.ts';
import { formatReference } from '../../../../server/src/languageService/references/format.ts';
import { readCorpus } from '../../../support/reader/corpusTexts.ts';
import { target } from './anyTarget.ts';
import { fullTimeout, runs } from './runs.ts';

const properties = runs(600, 50_000);

/** A file of the corpus that its strict parser accepts, and what it sees there. */
const files = readCorpus(100_000).flatMap(({ path, text, languageId }) => {
  const oracle = readOracle(text, languageId);
  const scalars = [...locatedScalars(parseConfig(text, languageId))];
  const isUsable = !('rejected' in oracle) && scalars.length > 0;
  return isUsable ? [{ path, text, languageId, scalars, seen: oracle.scalars }] : [];
});

/** What a strict parser says of a scalar, without its place in the text. */
function tell({ document, path, style, kind, value }: OracleScalar): unknown {
  return { document, path, style, kind, value };
}

/** Only where the moved scalar stands may the two readings differ, and there the reference must stand. */
function expectMoved(
  before: readonly OracleScalar[],
  after: readonly OracleScalar[],
  moved: LocatedScalar,
  reference: string,
): void {
  expect(after.length).toBe(before.length);
  const differing = after.filter((now, at) => now.value !== before[at]?.value);
  expect(differing.length).toBe(1);
  expect(differing[0]?.path).toEqual(moved.scalar.path);
  expect(differing[0]?.value?.replace(/\n+$/, '')).toBe(reference);
  for (const [at, now] of after.entries()) {
    if (now !== differing[0]) expect(tell(now)).toEqual(tell(before[at]!));
  }
}

test(
  `${properties.numRuns} moves of values in the reader's corpus change that value alone, or are refused`,
  () => {
    let moves = 0;
    let refusals = 0;
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.nat(), target, (file, choice, to) => {
        const moved = file.scalars[choice % file.scalars.length]!;
        const { start, end } = moved;
        const finding = { start, end, scalarStart: start, scalarEnd: end };
        const plan = planMove(file.text, { languageId: file.languageId, finding, target: to });
        if (!plan.ok) {
          refusals += 1;
          return;
        }
        moves += 1;
        const reading = readOracle(applyTo(file.text, plan.edit), file.languageId);
        if ('rejected' in reading) throw new Error(`${file.path}: ${reading.rejected}`);
        expectMoved(file.seen, reading.scalars, moved, formatReference(to));
      }),
      properties,
    );
    expect(moves).toBeGreaterThan(refusals * 3);
  },
  fullTimeout,
);

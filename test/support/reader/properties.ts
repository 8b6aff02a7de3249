import type { Arbitrary } from 'fast-check';
import { anyCase, editedCase, validCase } from './cases.ts';
import { isCutAnywhere, isLikeOracle, isMemoised, isSound } from './checks.ts';
import type { Check, ReaderCase } from './readerCase.ts';

/** What holds for the reader, and on which cases it is tried. */
export interface ReaderProperty {
  readonly name: string;
  readonly cases: Arbitrary<ReaderCase>;
  readonly check: Check;
}

/** The properties of the reader, for the tests and for `npm run fuzz`. */
export const readerProperties: readonly ReaderProperty[] = [
  { name: 'ranges lie in the text, in order, and decode to the value', cases: anyCase, check: isSound },
  { name: 'cutting anywhere makes no difference', cases: anyCase, check: isCutAnywhere },
  { name: 'what the strict parser accepts is read as it reads it', cases: anyCase, check: isLikeOracle },
  {
    name: 'scalars of texts of real structure are those of the strict parser',
    cases: validCase,
    check: isLikeOracle,
  },
  {
    name: 'after any edits, reading with the reading before equals reading afresh',
    cases: editedCase,
    check: isMemoised,
  },
];

import type { ChangedScalar, EditsToVerify } from '../editToVerify.ts';
import { readsTheSame } from '../verifyEdit.ts';
import { witness } from '../witness.ts';

/**
 * How often the format's strict parser is asked about one file. It seldom says another thing than our reader, and is
 * slow: two of 200 changes are told from the others with half of that.
 */
const MAX_HEARINGS = 64;

/**
 * Those of some changes that can be made together, by what `verifyEdits` asks: one question about all, and halves only
 * where the answer is no. Never throws.
 */
export function verifiedChanges(check: EditsToVerify): readonly ChangedScalar[] {
  const isRead = (changes: readonly ChangedScalar[]): boolean => readsTheSame({ ...check, changes });
  let hearings = 0;
  const isWitnessed = (changes: readonly ChangedScalar[]): boolean => {
    hearings += 1;
    return hearings <= MAX_HEARINGS && witness({ ...check, changes }) !== 'disagrees';
  };
  const found = sift(sift(check.changes, isRead), isWitnessed);
  // What was seen in parts is looked at as a whole.
  return found.length === check.changes.length || isRead(found) ? found : [];
}

/** The changes that pass a test, those that fail it together tried by halves. */
function sift(
  changes: readonly ChangedScalar[],
  passes: (some: readonly ChangedScalar[]) => boolean,
): readonly ChangedScalar[] {
  if (changes.length === 0 || passes(changes)) return changes;
  if (changes.length === 1) return [];
  const middle = changes.length >>> 1;
  return [changes.slice(0, middle), changes.slice(middle)].flatMap((half) => sift(half, passes));
}

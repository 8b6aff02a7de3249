import type { StoredRun } from '../../migration/journal/runStore.ts';
import { CouldNotError } from '../context.ts';
import { runLine } from './runFacts.ts';

/**
 * The run that is named, or the only one of its kind.
 * @param kind what a run of this kind is called, `unfinished run`
 * @throws CouldNotError when there is none, or several, which it lists.
 */
export function findRun(
  runs: readonly StoredRun[],
  named: string | undefined,
  isMeant: (run: StoredRun) => boolean,
  kind: string,
): StoredRun {
  if (named !== undefined) {
    const found = runs.find(({ run }) => run === named);
    if (found) return found;
    throw new CouldNotError('There is no such run, or its journal cannot be read: see vault-refs runs.');
  }
  const [first, ...others] = runs.filter(isMeant);
  if (!first) throw new CouldNotError(`There is no ${kind}.`);
  if (others.length === 0) return first;
  const list = [first, ...others].map(runLine).join(' ');
  throw new CouldNotError(`There are several; name one. ${list}`);
}

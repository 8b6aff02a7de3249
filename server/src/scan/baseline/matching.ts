import type { ScanFinding } from '../scanFinding.ts';
import type { BaselineEntry } from './baseline.ts';
import { keyPattern } from './keyPattern.ts';

/** What a finding is matched by. Without a mark it is not accepted. */
export type MatchedFinding = Pick<ScanFinding, 'rule' | 'keyPath' | 'mark'>;

/** What entries of a file accept of its findings. */
export interface Matching {
  /** For each finding whether an entry accepts it. */
  readonly accepted: readonly boolean[];
  /** For each entry how many more findings it would accept. */
  readonly left: readonly number[];
}

/**
 * Matches the findings of one file with the entries of it: by rule, key path and mark, and what is left then without
 * the indices of lists, so that an entry put in above takes none away. Lines do not matter. An entry accepts no more
 * findings than it counts.
 */
export function matchFile(entries: readonly BaselineEntry[], findings: readonly MatchedFinding[]): Matching {
  const left = entries.map(({ count }) => count);
  const accepted = findings.map(() => false);
  for (const keyOf of [exactKey, patternKey]) {
    const places = placesByKey(entries, keyOf);
    findings.forEach((finding, index) => {
      if (accepted[index] === true || finding.mark === undefined) return;
      accepted[index] = take(places.get(keyOf(finding)), left);
    });
  }
  return { accepted, left };
}

function exactKey({ rule, keyPath, mark }: MatchedFinding): string {
  return JSON.stringify([rule, keyPath, mark]);
}

function patternKey({ rule, keyPath, mark }: MatchedFinding): string {
  return JSON.stringify([rule, keyPattern(keyPath), mark]);
}

function placesByKey(
  entries: readonly BaselineEntry[],
  keyOf: (entry: MatchedFinding) => string,
): ReadonlyMap<string, number[]> {
  const places = new Map<string, number[]>();
  entries.forEach((entry, place) => {
    const key = keyOf(entry);
    const known = places.get(key);
    if (known) known.push(place);
    else places.set(key, [place]);
  });
  return places;
}

/** Takes one from the first of some entries that has some left. Those before it are empty for good. */
function take(places: number[] | undefined, left: number[]): boolean {
  while (places !== undefined && places.length > 0) {
    const [place = 0] = places;
    const count = left[place] ?? 0;
    if (count > 0) {
      left[place] = count - 1;
      return true;
    }
    places.shift();
  }
  return false;
}

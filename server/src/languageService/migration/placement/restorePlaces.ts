import type { ConfigDocument, LocatedScalar } from '../../configDocument.ts';
import type { OffsetRange } from '../../references/reference.ts';
import { grouped } from './grouped.ts';
import { isPartOf, type MovedEntry } from './movedEntry.ts';
import { scalarsAt } from './scalarsAt.ts';

/** Where a reference stands that was written for a secret. */
export interface WrittenPlace {
  readonly located: LocatedScalar;
  /** Absolute offsets of what was written, quotes included where they were. */
  readonly range: OffsetRange;
}

/** `reason`: the beginning of a sentence. */
export type WrittenPlaceAnswer = WrittenPlace | { readonly reason: string };

const changed = { reason: 'The file has another value there by now' };
const ambiguous = {
  reason: 'The same reference is there more than once, so it is not clear which one is meant',
};

/**
 * Where the references of some entries stand by now, exactly as they were written. Where a key path leads to several
 * scalars, or a scalar has a reference several times, they are told by their order if there are as many as entries.
 */
export function writtenPlaces(
  document: ConfigDocument,
  entries: readonly MovedEntry[],
): ReadonlyMap<MovedEntry, WrittenPlaceAnswer> {
  const places = new Map<MovedEntry, WrittenPlaceAnswer>();
  for (const [, atPath] of grouped(entries, ({ document: at, keyPath }) => JSON.stringify([at, keyPath]))) {
    for (const [located, siblings] of scalarsFor(document, atPath)) {
      for (const [, twins] of grouped(siblings, ({ written }) => written)) {
        const ordered = twins.toSorted((left, right) => left.start - right.start);
        ordered.forEach((entry, index) => places.set(entry, placeIn(document, located, ordered, index)));
      }
    }
  }
  return places;
}

/** The entries of one key path, by the scalar that each stands in by now. */
function scalarsFor(
  document: ConfigDocument,
  entries: readonly MovedEntry[],
): readonly (readonly [LocatedScalar | undefined, readonly MovedEntry[]])[] {
  const old = [...grouped(entries, ({ scalarStart }) => scalarStart).values()].toSorted(
    ([left], [right]) => (left?.scalarStart ?? 0) - (right?.scalarStart ?? 0),
  );
  const [first] = entries;
  const holders = (first ? scalarsAt(document, first) : [])
    .filter((located) => entries.some((entry) => rangesOf(document, located, entry).length > 0))
    .toSorted((left, right) => left.start - right.start);
  if (holders.length === old.length) return old.map((siblings, index) => [holders[index], siblings]);
  return old.map((siblings) => [nearest(document, siblings), siblings]);
}

function nearest(document: ConfigDocument, siblings: readonly MovedEntry[]): LocatedScalar | undefined {
  const [first] = siblings;
  const candidates = first ? scalarsAt(document, first) : [];
  return candidates.find((located) =>
    siblings.some((entry) => rangesOf(document, located, entry).length > 0),
  );
}

function placeIn(
  document: ConfigDocument,
  located: LocatedScalar | undefined,
  twins: readonly MovedEntry[],
  index: number,
): WrittenPlaceAnswer {
  const entry = twins[index];
  const ranges = located && entry ? rangesOf(document, located, entry) : [];
  if (!located || !entry || ranges.length === 0) return changed;
  const old = located.start + entry.start - entry.scalarStart;
  const isTold = ranges.length === twins.length;
  const range = isTold ? ranges[index] : ranges.find(({ start }) => start === old);
  return range ? { located, range } : ambiguous;
}

/** Where a scalar has what was written for an entry, in file order. */
function rangesOf(
  { text }: ConfigDocument,
  located: LocatedScalar,
  entry: MovedEntry,
): readonly OffsetRange[] {
  if (isPartOf(entry)) return occurrences(text, entry.written, located);
  return wholeRanges(located).filter(({ start, end }) => text.slice(start, end) === entry.written);
}

/** The value text, and with the quotes that a plain scalar may have got. */
function wholeRanges({ scalar, start, end }: LocatedScalar): readonly OffsetRange[] {
  const isQuoted = scalar.style === 'single-quoted' || scalar.style === 'double-quoted';
  return [{ start, end }, ...(isQuoted ? [{ start: start - 1, end: end + 1 }] : [])];
}

function occurrences(text: string, written: string, { start, end }: OffsetRange): readonly OffsetRange[] {
  const raw = text.slice(start, end);
  const ranges: OffsetRange[] = [];
  if (written === '') return ranges;
  for (let at = raw.indexOf(written); at !== -1; at = raw.indexOf(written, at + written.length)) {
    ranges.push({ start: start + at, end: start + at + written.length });
  }
  return ranges;
}

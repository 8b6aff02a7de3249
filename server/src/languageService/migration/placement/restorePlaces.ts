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
 * Where the references of some entries stand by now, exactly as they were written. References to one secret that stand for
 * parts of one scalar are told by their order.
 */
export function writtenPlaces(
  document: ConfigDocument,
  entries: readonly MovedEntry[],
): ReadonlyMap<MovedEntry, WrittenPlaceAnswer> {
  const twins = grouped(entries, twinName);
  const places = new Map<MovedEntry, WrittenPlaceAnswer>();
  for (const group of twins.values()) {
    const ordered = group.toSorted((left, right) => left.start - right.start);
    for (const [index, entry] of ordered.entries()) {
      places.set(entry, isPartOf(entry) ? partPlace(document, ordered, index) : wholePlace(document, entry));
    }
  }
  return places;
}

function twinName({ document, keyPath, scalarStart, written }: MovedEntry): string {
  return JSON.stringify([document, keyPath, scalarStart, written]);
}

function wholePlace(document: ConfigDocument, entry: MovedEntry): WrittenPlaceAnswer {
  for (const located of scalarsAt(document, entry)) {
    const range = wholeRanges(located).find(
      ({ start, end }) => document.text.slice(start, end) === entry.written,
    );
    if (range) return { located, range };
  }
  return changed;
}

/** The value text, and with the quotes that a plain scalar may have got. */
function wholeRanges({ scalar, start, end }: LocatedScalar): readonly OffsetRange[] {
  const isQuoted = scalar.style === 'single-quoted' || scalar.style === 'double-quoted';
  return [{ start, end }, ...(isQuoted ? [{ start: start - 1, end: end + 1 }] : [])];
}

function partPlace(
  document: ConfigDocument,
  twins: readonly MovedEntry[],
  index: number,
): WrittenPlaceAnswer {
  const entry = twins[index];
  if (!entry) return changed;
  const { written } = entry;
  for (const located of scalarsAt(document, entry)) {
    const starts = occurrences(document.text, written, located);
    if (starts.length === 0) continue;
    const old = located.start + entry.start - entry.scalarStart;
    const start = starts.length === twins.length ? starts[index] : starts.find((at) => at === old);
    return start === undefined ? ambiguous : { located, range: { start, end: start + written.length } };
  }
  return changed;
}

function occurrences(text: string, written: string, { start, end }: OffsetRange): readonly number[] {
  const raw = text.slice(start, end);
  const starts: number[] = [];
  if (written === '') return starts;
  for (let at = raw.indexOf(written); at !== -1; at = raw.indexOf(written, at + written.length)) {
    starts.push(start + at);
  }
  return starts;
}

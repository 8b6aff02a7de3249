import type { OffsetRange } from '../../languageService/references/reference.ts';

/** Ranges in ascending order, those that overlap as one. Empty ones are left out. */
export function joined(ranges: Iterable<OffsetRange>): readonly OffsetRange[] {
  const result: { start: number; end: number }[] = [];
  const ascending = [...ranges].sort((left, right) => left.start - right.start);
  for (const { start, end } of ascending) {
    const last = result.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else if (start < end) result.push({ start, end });
  }
  return result;
}

/** What of `ranges` lies outside of `holes`, ascending. Linear but for the sorting. */
export function outside(ranges: Iterable<OffsetRange>, holes: Iterable<OffsetRange>): readonly OffsetRange[] {
  const cuts = joined(holes);
  const result: OffsetRange[] = [];
  let next = 0;
  for (const range of joined(ranges)) {
    let { start } = range;
    for (let cut = cuts[next]; cut && start < range.end; cut = cuts[next]) {
      if (cut.end > start) {
        if (cut.start >= range.end) break;
        if (cut.start > start) result.push({ start, end: cut.start });
        start = cut.end;
      }
      // One that goes beyond may cut the next range, too.
      if (cut.end > range.end) break;
      next += 1;
    }
    if (start < range.end) result.push({ start, end: range.end });
  }
  return result;
}

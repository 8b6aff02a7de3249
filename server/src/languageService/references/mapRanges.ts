import type { ExtractedReference, OffsetRange } from './reference.ts';

/** The same reference with every range replaced by what `map` makes of it. */
export function mapRanges(
  reference: ExtractedReference,
  map: (range: OffsetRange) => OffsetRange,
): ExtractedReference {
  const whole = map(reference);
  switch (reference.kind) {
    case 'malformed':
      return { ...reference, ...whole, problem: map(reference.problem) };
    case 'unknown-mount':
      return { ...reference, ...whole, mountRange: map(reference.mountRange) };
    case 'found':
      return {
        ...reference,
        ...whole,
        mountRange: map(reference.mountRange),
        pathRange: map(reference.pathRange),
        ...(reference.keyRange ? { keyRange: map(reference.keyRange) } : {}),
        ...(reference.dataRange ? { dataRange: map(reference.dataRange) } : {}),
      };
  }
}

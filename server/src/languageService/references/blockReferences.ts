import type { BlockContent, ConfigScalar } from '../configDocument.ts';
import { MemoryKey } from '../memory.ts';
import { encodedReferences, isEncodedPlace, mayHoldEncoded } from './encodedReferences.ts';
import { mapRanges } from './mapRanges.ts';
import type { KnownMount } from './mounts.ts';
import type { ExtractedReference, OffsetRange } from './reference.ts';
import { scalarReferences } from './scalarReferences.ts';
import { Seeker } from './seeker.ts';
import { sourceMap } from './sourceMap.ts';

/** A reference in the source text of a block, with the place of the scalar that it is written in. */
export interface ScalarReference {
  readonly scalar: OffsetRange;
  readonly extracted: ExtractedReference;
}

interface Memo {
  readonly memoKey: string;
  readonly references: readonly ScalarReference[];
}

const memoKind = new MemoryKey<Memo>();

/**
 * The references in a block that can be told from their scalar alone, in text order. Memoised while `memoKey`, which
 * stands for the mounts, is the same: they hold no path.
 */
export function blockReferences(
  content: BlockContent,
  mounts: readonly KnownMount[],
  memoKey: string,
): readonly ScalarReference[] {
  const remembered = memoKind.recall(content.shape);
  if (remembered?.memoKey === memoKey) return remembered.references;
  const references = Array.from(scalarsOfInterest(content)).flatMap((scalar) =>
    referencesIn(content, scalar, mounts),
  );
  memoKind.keep(content.shape, { memoKey, references });
  return references;
}

/** One of them is in every reference; the last two are in those whose key is missing or written as a segment. */
const marks = ['#', 'ref+', '<path:'];

/** Scalars that may hold a reference, found by what nearly all of them have: few texts have one. */
function* scalarsOfInterest({ text, scalars }: BlockContent): Iterable<ConfigScalar> {
  const seekers = seekersOf(text, marks);
  const [escapes] = seekersOf(text, ['\\']);
  const mayBeEncoded = mayHoldEncoded(text);
  const mayBeBroken = /[|>]/.test(text);
  if (seekers.length === 0 && !escapes && !mayBeEncoded && !mayBeBroken) return;
  for (const scalar of scalars) {
    const { start, end, style } = scalar;
    const isOfInterest =
      seekers.some((seeker) => seeker.next(start) < end) ||
      (style === 'double-quoted' && escapes !== undefined && escapes.next(start) < end) ||
      ((mayBeEncoded || isBlock(style)) && isEncodedPlace(scalar));
    if (isOfInterest) yield scalar;
  }
}

/** Seekers of those parts that are in the text. */
function seekersOf(text: string, parts: readonly string[]): readonly Seeker[] {
  return parts.filter((part) => text.includes(part)).map((part) => new Seeker(text, part));
}

/** Base64 of several lines may be broken anywhere. */
function isBlock(style: ConfigScalar['style']): boolean {
  return style === 'literal' || style === 'folded';
}

function referencesIn(
  content: BlockContent,
  scalar: ConfigScalar,
  mounts: readonly KnownMount[],
): readonly ScalarReference[] {
  const { start, end, style, value } = scalar;
  if (scalar.kind !== 'string') return [];
  const references = scalarReferences(value, style, mounts);
  const found =
    references.length === 0 && isEncodedPlace(scalar) ? encodedReferences(value, mounts) : references;
  if (found.length === 0) return [];
  const toSource = sourceMap(content.text, scalar);
  return found.map((one) => ({ scalar: { start, end }, extracted: mapRanges(one, toSource) }));
}

import type { BlockContent, ConfigScalar } from '../configDocument.ts';
import { MemoryKey } from '../memory.ts';
import { ownReference } from './dialects/own.ts';
import { uriReferences } from './dialects/uri.ts';
import { mapRanges } from './mapRanges.ts';
import type { KnownMount } from './mounts.ts';
import type { ExtractedReference, OffsetRange } from './reference.ts';
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
  const references = Array.from(scalarsWithHash(content)).flatMap((scalar) =>
    scalarReferences(content, scalar, mounts),
  );
  memoKind.keep(content.shape, { memoKey, references });
  return references;
}

/** Scalars whose value may hold a `#`, found by the `#` and backslashes of the text: few have one. */
function* scalarsWithHash({ text, scalars }: BlockContent): Iterable<ConfigScalar> {
  const hash = new Finder(text, '#');
  const escape = new Finder(text, '\\');
  for (const scalar of scalars) {
    const { start, end, style } = scalar;
    if (hash.isIn(start, end) || (style === 'double-quoted' && escape.isIn(start, end))) yield scalar;
  }
}

/** Tells for one range after the other whether a character is in it. Linear in all. */
class Finder {
  readonly #text: string;
  readonly #character: string;
  #next: number;

  constructor(text: string, character: string) {
    this.#text = text;
    this.#character = character;
    this.#next = this.#find(0);
  }

  /** `start` must not be less than it was before. */
  isIn(start: number, end: number): boolean {
    if (this.#next < start) this.#next = this.#find(start);
    return this.#next < end;
  }

  #find(from: number): number {
    const found = this.#text.indexOf(this.#character, from);
    return found === -1 ? Infinity : found;
  }
}

function scalarReferences(
  content: BlockContent,
  scalar: ConfigScalar,
  mounts: readonly KnownMount[],
): readonly ScalarReference[] {
  const { start, end, style, value } = scalar;
  if (scalar.kind !== 'string' || !value.includes('#')) return [];
  const own = ownReference(value, style, mounts);
  const references = own ? [own] : uriReferences(value, mounts);
  if (references.length === 0) return [];
  const toSource = sourceMap(content.text, scalar);
  return references.map((found) => ({ scalar: { start, end }, extracted: mapRanges(found, toSource) }));
}

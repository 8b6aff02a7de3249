import type { Refusal } from '../configDocument.ts';

/** Largest file that is read, in UTF-16 code units. Larger ones are data, and no editor shows hints in them. */
export const MAX_SIZE = 2 * 1024 * 1024;

/** Deepest nesting that is read. What is deeper is passed over; the depth of real config files is below 40. */
export const MAX_DEPTH = 200;

/** Tells that text was passed over because it nests deeper than {@link MAX_DEPTH}. */
export const TOO_DEEP: Refusal = { limit: 'depth', max: MAX_DEPTH };

/**
 * Most documents of a file that are read. Later stages work document by document, and a file of a megabyte can hold a
 * quarter of a million empty ones. In files that people write a document has more than the twenty-five characters that
 * would make so many of a megabyte.
 */
export const MAX_DOCUMENTS = 40_000;

export const TOO_MANY: Refusal = { limit: 'documents', max: MAX_DOCUMENTS };

/** Returns why a text of this size is not read, or undefined when it may be. Constant time. */
export function refuseSize(text: string): Refusal | undefined {
  return text.length > MAX_SIZE ? { limit: 'size', max: MAX_SIZE } : undefined;
}

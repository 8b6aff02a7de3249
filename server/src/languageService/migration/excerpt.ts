/**
 * A part of a file as a document of its own: `before` and `after` are put around the text from `start` to `end`.
 * Offsets in the file, UTF-16.
 */
export interface Excerpt {
  readonly start: number;
  readonly end: number;
  readonly before: string;
  readonly after: string;
}

/** The document of an excerpt, from a version of the file that is longer by `growth` between its start and its end. */
export function excerptOf(text: string, { start, end, before, after }: Excerpt, growth = 0): string {
  return before + text.slice(start, end + growth) + after;
}

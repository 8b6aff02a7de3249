import type { Span } from '../rule.ts';

/** A pattern from settings. Takes linear time, and may find nothing any more once it has taken too much of it. */
export interface Pattern {
  /** Number of groups, the whole match not counted. */
  readonly groups: number;
  /** Whether it is anywhere in a text. */
  test(text: string): boolean;
  /** Where a group of it stands in a text, once for each match. */
  find(text: string, group: number): readonly Span[];
}

/** Makes patterns; `owner` names what one is for, in a message. Undefined where it is no pattern or too large. */
export type PatternCompiler = (source: string, owner: string) => Pattern | undefined;

/** Longest pattern, in UTF-16 code units. */
export const MAX_PATTERN = 1_000;

/** As much of a value as is handed to a pattern, in UTF-16 code units. */
export const MAX_VALUE = 16_384;

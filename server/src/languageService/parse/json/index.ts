import type { SegmentReader } from '../segment.ts';
import { JsonReading } from './reading.ts';
import { movedState, shiftBetween } from './moved.ts';
import { JsonState } from './state.ts';

/**
 * Reads JSON with comments and trailing commas in whatever state it is. Valid text gives what `jsonc-parser` gives;
 * in malformed text the damage stays within its item as far as line breaks, columns and brackets tell.
 */
export const jsonReader: SegmentReader<JsonState> = {
  initial: JsonState.initial,
  read: (text, start, state, cut) => new JsonReading(text, start, state, cut).read(),
  carry: (to, { verdict }) => to.withVerdict(verdict),
  shift: shiftBetween,
  moved: movedState,
};

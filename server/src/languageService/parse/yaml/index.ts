import type { SegmentReader } from '../segment.ts';
import { movedState, shiftBetween } from './moved.ts';
import { YamlReading } from './reading.ts';
import { YamlState } from './state.ts';

/**
 * Reads YAML, also with template actions, in whatever state it is. Valid text gives what the `yaml` library gives; in
 * malformed text the damage stays within its entry as far as lines and columns tell.
 */
export const yamlReader: SegmentReader<YamlState> = {
  initial: YamlState.initial,
  read: (text, start, state, cut) => new YamlReading(text, start, state, cut).read(),
  carry: (to) => to,
  shift: shiftBetween,
  moved: movedState,
};

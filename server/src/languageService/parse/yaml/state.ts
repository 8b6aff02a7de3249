import type { ReaderState } from '../segment.ts';
import { ALIKE, EQUAL, type Frame, newRoot, sameFrames, type Sameness } from './frame.ts';
import type { OpenFlow } from './flow.ts';
import { sameLevels } from './flowLevels.ts';
import { type Closed, type Ghost, NOTHING_CLOSED, sameClosed } from './ghost.ts';

/**
 * Where in a file the reader is. `prologue`: before a document, where directives may stand. `document`: in one, that
 * its mark or its first line began.
 */
export type Phase = 'prologue' | 'document';

/** What the YAML reader knows at the start of a line. */
export class YamlState implements ReaderState {
  readonly phase: Phase;
  readonly top: Frame;
  /** The frames before the last dedent, should that line turn out to stand at a wrong column. */
  readonly ghost: Ghost | undefined;
  /** Whether the line that follows made that dedent. */
  readonly isDedentLine: boolean;
  /** What that line closed, where it begins no entry of an open collection: it may go back to that. */
  readonly closed: Closed;
  /** The flow collection that the segment before ended in. */
  readonly flow: OpenFlow | undefined;

  constructor(
    phase: Phase,
    top: Frame,
    rest: Partial<Pick<YamlState, 'ghost' | 'isDedentLine' | 'closed' | 'flow'>> = {},
  ) {
    this.phase = phase;
    this.top = top;
    this.ghost = rest.ghost;
    this.isDedentLine = rest.isDedentLine ?? false;
    this.closed = rest.closed ?? NOTHING_CLOSED;
    this.flow = rest.flow;
  }

  /** Its frame is copied before anything is read: see {@link openFrame}. */
  static readonly initial = new YamlState('prologue', newRoot());

  equals(other: YamlState): boolean {
    return this.#matches(other, EQUAL);
  }

  isAlike(other: YamlState): boolean {
    return this.#matches(other, ALIKE);
  }

  #matches(other: YamlState, same: Sameness): boolean {
    return (
      this.phase === other.phase &&
      this.isDedentLine === other.isDedentLine &&
      sameClosed(this.closed, other.closed) &&
      this.#hasFlowOf(other, same) &&
      sameFrames(this.top, other.top, same) &&
      this.ghost?.column === other.ghost?.column &&
      this.ghost?.wasPending === other.ghost?.wasPending &&
      this.ghost?.reach === other.ghost?.reach &&
      this.ghost?.isDoubtful === other.ghost?.isDoubtful &&
      sameFrames(this.ghost?.top, other.ghost?.top, same)
    );
  }

  /** What the collections stand in follows from the frames. */
  #hasFlowOf(other: YamlState, same: Sameness): boolean {
    if (!this.flow || !other.flow) return this.flow === other.flow;
    return sameLevels(this.flow.levels, other.flow.levels, same);
  }

  /** The innermost frame for a reader to go on with: it may change its status. */
  get openFrame(): Frame {
    return this.top.status === 'pending' ? { ...this.top } : this.top;
  }
}

import type { PathNode } from '../path.ts';
import type { ReaderState } from '../segment.ts';
import { type Frame, type Ghost, ROOT, sameFrames } from './frame.ts';

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

  constructor(phase: Phase, top: Frame, ghost?: Ghost, isDedentLine = false) {
    this.phase = phase;
    this.top = top;
    this.ghost = ghost;
    this.isDedentLine = isDedentLine;
  }

  static readonly initial = new YamlState('prologue', ROOT);

  equals(other: YamlState): boolean {
    return this.#matches(other, (one, two) => one.equals(two));
  }

  isAlike(other: YamlState): boolean {
    return this.#matches(other, (one, two) => one.isAlike(two));
  }

  #matches(other: YamlState, samePath: (one: PathNode, two: PathNode) => boolean): boolean {
    return (
      this.phase === other.phase &&
      this.isDedentLine === other.isDedentLine &&
      sameFrames(this.top, other.top, samePath) &&
      this.ghost?.column === other.ghost?.column &&
      this.ghost?.wasPending === other.ghost?.wasPending &&
      this.ghost?.reach === other.ghost?.reach &&
      this.ghost?.isDoubtful === other.ghost?.isDoubtful &&
      sameFrames(this.ghost?.top, other.ghost?.top, samePath)
    );
  }
}

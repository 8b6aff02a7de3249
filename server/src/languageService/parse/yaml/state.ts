import type { PathNode } from '../path.ts';
import type { ReaderState } from '../segment.ts';
import { type Frame, ROOT, sameFrames } from './frame.ts';

/**
 * Where in a file the reader is. `prologue`: before a document, where directives may stand. `document`: in one, that
 * its mark or its first line began. `ended`: behind `...`, or at a `---` that begins the next.
 */
export type Phase = 'prologue' | 'document';

/** What the YAML reader knows at the start of a line. */
export class YamlState implements ReaderState {
  readonly phase: Phase;
  readonly top: Frame;
  /** The frames before the last dedent, should that line turn out to stand at a wrong column. */
  readonly ghost: Frame | undefined;

  constructor(phase: Phase, top: Frame, ghost?: Frame) {
    this.phase = phase;
    this.top = top;
    this.ghost = ghost;
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
      sameFrames(this.top, other.top, samePath) &&
      sameFrames(this.ghost, other.ghost, samePath)
    );
  }
}

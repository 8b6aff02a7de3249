import type { Frame } from './frame.ts';
import { type Closed, frameToResume, type Ghost, ghostAfterOpening, ghostOf } from './ghost.ts';
import type { YamlState } from './state.ts';

/** Remembers what a dedent closed for as long as its line may yet prove to stand at a wrong column. */
export class DedentDoubt {
  #ghost: Ghost | undefined;
  /** Whether the line that is read is the one whose dedent left the ghost. */
  #isDedentLine = false;
  #isResumed: boolean;

  constructor(from: Pick<YamlState, 'ghost' | 'isDedentLine'>) {
    this.#ghost = from.ghost;
    this.#isResumed = from.isDedentLine;
  }

  get ghost(): Ghost | undefined {
    return this.#ghost;
  }

  get isDedentLine(): boolean {
    return this.#isDedentLine;
  }

  /** A line begins. Returns whether it was its dedent that left the ghost, before the segment began. */
  beginLine(): boolean {
    this.#isDedentLine = this.#isResumed;
    this.#isResumed = false;
    return this.#isDedentLine;
  }

  /** Whether the dedent went to this column. */
  wentTo(column: number): boolean {
    return this.#ghost?.column === column;
  }

  /** Whether a line at this column can show that the dedent was meant. */
  reaches(column: number): boolean {
    return this.#ghost !== undefined && column <= this.#ghost.reach;
  }

  dismiss(): void {
    this.#ghost = undefined;
  }

  /** Remembers the frames that a dedent closed, unless those of an outer one are still in doubt. */
  remember(closed: Frame, wasPending: boolean, column: number): boolean {
    if (this.#ghost && this.#ghost.column < column) return false;
    this.#ghost = ghostOf(closed, wasPending, column);
    this.#isDedentLine = true;
    return true;
  }

  /** A collection is opened at a column. */
  opens(column: number): void {
    if (!this.#ghost) return;
    if (this.#isDedentLine) this.#ghost = { ...this.#ghost, reach: column };
    else this.#ghost = ghostAfterOpening(this.#ghost, column);
  }

  /** The collection at exactly this column to go back to. The doubt is over then. */
  resume(top: Frame, closed: Closed, column: number, isDash: boolean): Frame | undefined {
    const frame = this.#ghost && frameToResume(this.#ghost, top, closed, { column, isDash });
    return frame && this.#goBackTo(frame);
  }

  /** The entry without a value whose first child stood too far left, to go back to. */
  resumePending(top: Frame, column: number): Frame | undefined {
    const ghost = this.#ghost;
    if (!ghost?.wasPending || column <= ghost.top.column || top.status !== 'complete') return undefined;
    return this.#goBackTo(ghost.top);
  }

  #goBackTo(frame: Frame): Frame {
    this.#ghost = undefined;
    // A copy: the frame may be part of a state that was handed out.
    return { ...frame };
  }
}

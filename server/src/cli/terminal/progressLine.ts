import type { CliContext } from '../context.ts';
import { isCapable } from './colours.ts';

/** Milliseconds between two states that are shown. */
const PACE = 100;

/** Goes to the start of the line and empties it. */
const ERASE = '\r\u001b[2K';

/** A line on a terminal that tells how far something is. It is erased before anything else is written. */
export class ProgressLine {
  readonly #context: Pick<CliContext, 'stderr' | 'environment'>;
  readonly #now: () => number;
  #isShown = false;
  #next: number;

  /** `now` is in milliseconds. */
  constructor(context: Pick<CliContext, 'stderr' | 'environment'>, now = () => performance.now()) {
    this.#context = context;
    this.#now = now;
    // What ends at once has no progress to tell.
    this.#next = now() + PACE;
  }

  /** Shows a state, unless one was shown just now or nobody watches. */
  show(state: () => string): void {
    const { stderr, environment } = this.#context;
    if (stderr.isTTY !== true || !isCapable(environment)) return;
    const now = this.#now();
    if (now < this.#next) return;
    this.#next = now + PACE;
    stderr.write(`${ERASE}${state()}`);
    this.#isShown = true;
  }

  /** Erases the line. */
  erase(): void {
    if (!this.#isShown) return;
    this.#isShown = false;
    this.#context.stderr.write(ERASE);
  }
}

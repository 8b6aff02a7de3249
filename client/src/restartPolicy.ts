const mostRestarts = 4;
const windowMs = 3 * 60_000;

/** Decides whether a server that ended is started again: not a fifth time within three minutes. */
export class RestartPolicy {
  readonly #now: () => number;
  #ends: readonly number[] = [];

  /** `now` answers milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Notes that the server ended; whether to start it again. */
  restartAfterEnd(): boolean {
    const now = this.#now();
    this.#ends = [...this.#ends.filter((end) => now - end < windowMs), now];
    return this.#ends.length <= mostRestarts;
  }
}

/** Work of which there is one at a time in a process, and that can be stopped from outside. */
export class OneAtATime {
  #running: AbortController | undefined;

  /** Does the work unless there is some; undefined then. `signal` of the work aborts with the given one, and by `stop`. */
  async run<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    if (this.#running) return undefined;
    const running = new AbortController();
    this.#running = running;
    try {
      return await work(AbortSignal.any([signal, running.signal]));
    } finally {
      this.#running = undefined;
    }
  }

  /** Stops what goes on, after the step that it is at. */
  stop(): void {
    this.#running?.abort();
  }
}

import { abortable } from '../abortable.ts';

interface Flight<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/** One call however many wait for its answer; it is aborted only when nobody waits any more. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Flight<T>>();

  /**
   * The answer of `run` for `key`, joining a call under way.
   * @throws what `run` throws, or the reason of the caller's own `signal`; another caller's abort changes nothing.
   */
  async join(key: string, signal: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    signal.throwIfAborted();
    const flight = this.#flights.get(key) ?? this.#start(key, run);
    flight.waiting++;
    try {
      return await abortable(flight.result, signal);
    } finally {
      flight.waiting--;
      if (flight.waiting === 0 && this.#flights.get(key) === flight) {
        this.#flights.delete(key);
        flight.controller.abort();
      }
    }
  }

  #start(key: string, run: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const flight = { controller, waiting: 0, result: run(controller.signal) };
    // The waiters see the failure; without any, it must not become an unhandled rejection.
    flight.result.catch(() => undefined);
    this.#flights.set(key, flight);
    return flight;
  }
}

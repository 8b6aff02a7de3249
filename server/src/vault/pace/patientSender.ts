import { StoreError } from '../../languageService/storeError.ts';
import type { HttpAnswer, HttpCall, HttpSender } from '../transport.ts';
import { pause } from './pause.ts';
import type { Clock, Rate } from './rateLimiter.ts';
import { RateLimiter } from './rateLimiter.ts';
import { isWorthRepeating, wishOf } from './repeating.ts';

/** How patient a connection is. */
export interface Patience {
  readonly rate: Rate;
  /** Tries after the first one. */
  readonly maxRetries: number;
  /** Milliseconds of a call from leaving the queue to its answer, further tries included. */
  readonly totalTimeoutMs: number;
  /** Milliseconds before another try, at least and at most. */
  readonly retryDelayMs: readonly [least: number, most: number];
}

/** As Sensu's provider and the official client have them. */
export const defaultPatience: Patience = {
  rate: { limit: 10, burst: 100 },
  maxRetries: 2,
  totalTimeoutMs: 15_000,
  retryDelayMs: [1_000, 1_500],
};

/** A server that asks so often to slow down does not mean it any more. */
const MAX_SLOW_DOWNS = 8;

/**
 * Sends calls at a rate, and again where that is safe. A call that the server asks to slow down for goes back into the
 * queue, where its time does not run.
 */
export class PatientSender implements HttpSender {
  readonly #inner: HttpSender;
  readonly #patience: Patience;
  readonly #clock: Clock;
  readonly #limiter: RateLimiter;
  readonly #closing = new AbortController();

  constructor(inner: HttpSender, patience: Patience, clock: Clock) {
    this.#inner = inner;
    this.#patience = patience;
    this.#clock = clock;
    this.#limiter = new RateLimiter(patience.rate, clock);
  }

  /** @throws StoreError, or the signal's reason when the caller's signal aborts. */
  async send(call: HttpCall): Promise<HttpAnswer> {
    const signal = AbortSignal.any([call.signal, this.#closing.signal]);
    try {
      return await this.#inTurn({ ...call, signal });
    } catch (error) {
      call.signal.throwIfAborted();
      this.#closing.signal.throwIfAborted();
      throw error;
    }
  }

  /** Nothing leaves any more; what waits or is under way fails. */
  close(): void {
    this.#closing.abort(new StoreError('not-signed-in', 'The connection was closed.'));
    this.#inner.close();
  }

  async #inTurn(call: HttpCall): Promise<HttpAnswer> {
    // Checks ask by the hundred and can wait; a person waits for the rest.
    const isUrgent = call.repeat !== 'safe';
    for (let slowed = 0; ; slowed++) {
      await this.#limiter.turn(call.signal, isUrgent);
      const answer = await this.#within(call);
      const wish = wishOf(answer, call.repeat);
      if (wish.kind !== 'slow-down') this.#limiter.served();
      else this.#limiter.slowDown(wish.afterMs ?? this.#delay());
      if (wish.kind !== 'slow-down' || slowed === MAX_SLOW_DOWNS) return answer;
    }
  }

  /** A call that has left the queue, with all its tries. */
  async #within(call: HttpCall): Promise<HttpAnswer> {
    const deadline = AbortSignal.timeout(this.#patience.totalTimeoutMs);
    const signal = AbortSignal.any([call.signal, deadline]);
    try {
      return await this.#tries({ ...call, signal });
    } catch (error) {
      call.signal.throwIfAborted();
      if (deadline.aborted) throw new StoreError('timeout', 'The server did not answer in time.');
      throw error;
    }
  }

  async #tries(call: HttpCall): Promise<HttpAnswer> {
    for (let left = this.#patience.maxRetries; ; left--) {
      const answer = await this.#try(call, left > 0);
      if (answer && (left === 0 || wishOf(answer, call.repeat).kind !== 'again')) return answer;
      await pause(this.#clock.timer, this.#delay(), call.signal);
    }
  }

  /** The answer; undefined when the connection was cut and the call may be sent again. */
  async #try(call: HttpCall, mayRepeat: boolean): Promise<HttpAnswer | undefined> {
    try {
      return await this.#inner.send(call);
    } catch (error) {
      if (mayRepeat && !call.signal.aborted && isWorthRepeating(error, call.repeat)) return undefined;
      throw error;
    }
  }

  /** Not the same for everybody, so that those who were refused together do not come back together. */
  #delay(): number {
    const [least, most] = this.#patience.retryDelayMs;
    return least + Math.random() * (most - least);
  }
}

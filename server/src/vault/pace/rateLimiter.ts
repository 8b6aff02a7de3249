import type { Subscription } from '../../languageService/secretStore.ts';
import type { Timer } from '../../runtime.ts';

/** How many requests may leave, with the names of Sensu's `rate_limiter`. */
export interface Rate {
  /** Requests a second in the long run. */
  readonly limit: number;
  /** Requests that may leave at once after a rest. */
  readonly burst: number;
}

/** Time as the limiter sees it. */
export interface Clock {
  /** Milliseconds, from any start. */
  readonly now: () => number;
  readonly timer: Timer;
}

/** A server that asks for less gets less, but never so little that nothing moves: requests a second. */
const SLOWEST = 1;

/**
 * Lets requests leave in the order in which they asked, at a rate (token bucket). A server that asks to slow down is
 * left alone for a while and then asked at half the rate, which grows again by a tenth with each answer.
 */
export class RateLimiter {
  readonly #rate: Rate;
  readonly #clock: Clock;
  readonly #urgent = new Set<() => void>();
  readonly #others = new Set<() => void>();
  #limit: number;
  #tokens: number;
  #countedAt: number;
  #restUntil = Number.NEGATIVE_INFINITY;
  #waking: Subscription | undefined;

  constructor(rate: Rate, clock: Clock) {
    this.#rate = rate;
    this.#clock = clock;
    this.#limit = rate.limit;
    this.#tokens = rate.burst;
    this.#countedAt = clock.now();
  }

  /**
   * Resolves when the caller may send one request; what is urgent goes first. @throws the signal's reason, at once when
   * it aborts.
   */
  turn(signal: AbortSignal, isUrgent = false): Promise<void> {
    const queue = isUrgent ? this.#urgent : this.#others;
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const leave = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        queue.delete(leave);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', giveUp, { once: true });
      queue.add(leave);
      this.#serve();
    });
  }

  /** The server asked to slow down: nothing leaves for so many milliseconds, and less after that. */
  slowDown(milliseconds: number): void {
    const now = this.#clock.now();
    // Many requests that were under way are refused together, which is one wish and not many.
    if (now >= this.#restUntil) this.#limit = Math.max(SLOWEST, this.#limit / 2);
    this.#restUntil = Math.max(this.#restUntil, now + milliseconds);
    this.#tokens = 0;
    this.#countedAt = now;
    this.#serve();
  }

  /** The server answered a request without asking to slow down. */
  served(): void {
    this.#limit = Math.min(this.#rate.limit, this.#limit * 1.1);
  }

  #serve(): void {
    this.#count();
    for (const queue of [this.#urgent, this.#others]) {
      for (const leave of queue) {
        if (this.#tokens < 1) {
          this.#wakeLater();
          return;
        }
        this.#tokens -= 1;
        queue.delete(leave);
        leave();
      }
    }
  }

  /** Adds what time has brought since it was last counted. */
  #count(): void {
    const now = this.#clock.now();
    const from = Math.max(this.#countedAt, this.#restUntil);
    const gained = Math.max(0, ((now - from) / 1000) * this.#limit);
    this.#tokens = Math.min(this.#rate.burst, this.#tokens + gained);
    this.#countedAt = Math.max(this.#countedAt, now);
  }

  #wakeLater(): void {
    this.#waking?.dispose();
    const rest = Math.max(0, this.#restUntil - this.#clock.now());
    const wait = rest + ((1 - this.#tokens) / this.#limit) * 1000;
    // A fraction of a millisecond early would find nothing to give.
    this.#waking = this.#clock.timer.setTimeout(() => this.#serve(), Math.ceil(wait) + 1);
  }
}

import type { TokenNotice } from '../protocol.ts';
import type { Timer } from '../runtime.ts';
import type { Subscription } from '../languageService/secretStore.ts';
import type { Lease } from './auth/signInMethod.ts';

/** A person needs some minutes to sign in again before what they do fails. */
const warningMs = 5 * 60_000;
/** Timers stand still while a machine sleeps, so a long wait is looked at again. */
const longestWaitMs = 60_000;
const shortestWaitMs = 1_000;
/** Servers tell whole seconds: a token that is asked for right at its end may still live. */
const graceMs = 1_500;

export interface LifetimeParts {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly timer: Timer;
  /** Another lease, or undefined when the server refuses one. Rejects when it cannot be asked. */
  readonly renew: () => Promise<Lease | undefined>;
  /** Called once at most. */
  readonly onNotice: (reason: TokenNotice['reason'], expiresAt: number) => void;
  /** The token should be dead by now, or may be. */
  readonly onDoubt: () => void;
}

/** Renews a token at two thirds of each lease, and tells once when it is going to end all the same. */
export class TokenLifetime {
  readonly #parts: LifetimeParts;
  #expiresAt: number;
  #renewAt: number | undefined;
  #isTold = false;
  #isEnded = false;
  #waiting: Subscription | undefined;

  constructor(lease: Lease, parts: LifetimeParts) {
    this.#parts = parts;
    this.#expiresAt = parts.now() + lease.seconds * 1000;
    this.#renewAt = this.#renewalOf(lease);
    // A token without an end needs nothing.
    if (lease.seconds > 0) this.#plan();
  }

  /** Ends renewing; the token lives on. */
  dispose(): void {
    this.#isEnded = true;
    this.#waiting?.dispose();
  }

  #plan(): void {
    if (this.#isEnded) return;
    const now = this.#parts.now();
    const endsAt = this.#expiresAt + graceMs;
    if (now >= endsAt) {
      this.#expire();
      return;
    }
    if (this.#renewAt !== undefined && now >= this.#renewAt) {
      void this.#renew();
      return;
    }
    const warnAt = this.#expiresAt - warningMs;
    if (this.#renewAt === undefined && now >= warnAt) this.#tell('expires-soon');
    const next = this.#renewAt ?? (now < warnAt ? warnAt : endsAt);
    this.#wait(Math.min(next, endsAt) - now);
  }

  #wait(milliseconds: number): void {
    const wait = Math.min(milliseconds, longestWaitMs);
    this.#waiting = this.#parts.timer.setTimeout(() => this.#plan(), wait);
  }

  #expire(): void {
    this.dispose();
    this.#parts.onDoubt();
  }

  async #renew(): Promise<void> {
    const answer = await this.#parts.renew().then(
      (lease) => ({ lease }),
      () => undefined,
    );
    if (this.#isEnded) return;
    if (!answer) this.#tryLater();
    else if (answer.lease) this.#take(answer.lease);
    else this.#refused();
    this.#plan();
  }

  #take(lease: Lease): void {
    const expiresAt = this.#parts.now() + lease.seconds * 1000;
    // Near its longest life a token is "renewed" for what is left: asking on and on gains nothing.
    const hasGained = expiresAt > this.#expiresAt + shortestWaitMs;
    this.#expiresAt = expiresAt;
    this.#renewAt = hasGained ? this.#renewalOf(lease) : undefined;
  }

  #refused(): void {
    this.#renewAt = undefined;
    this.#tell('not-renewed');
    this.#parts.onDoubt();
  }

  /** An outage may pass; the nearer the end, the more often it is looked. */
  #tryLater(): void {
    const remaining = this.#expiresAt - this.#parts.now();
    this.#renewAt = this.#parts.now() + Math.max(remaining / 3, 5 * shortestWaitMs);
    if (remaining <= warningMs) this.#tell('expires-soon');
  }

  #renewalOf({ seconds, isRenewable }: Lease): number | undefined {
    if (!isRenewable) return undefined;
    return this.#parts.now() + Math.max((seconds * 1000 * 2) / 3, shortestWaitMs);
  }

  #tell(reason: TokenNotice['reason']): void {
    if (this.#isTold) return;
    this.#isTold = true;
    this.#parts.onNotice(reason, this.#expiresAt);
  }
}

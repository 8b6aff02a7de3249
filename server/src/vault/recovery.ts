import type { Subscription } from '../languageService/secretStore.ts';
import type { Timer } from '../runtime.ts';

/** Milliseconds from an outage to the first question, and between two at most. */
const first = 1_000;
const most = { sealed: 8_000, unreachable: 60_000 } as const;

export type Outage = keyof typeof most;

export interface RecoveryParts {
  readonly timer: Timer;
  /** Asks the server once: what is still wrong, or undefined when it works again. Never rejects. */
  readonly probe: () => Promise<Outage | undefined>;
  readonly onRecovered: () => void;
}

/**
 * Asks a server that is out of order whether it works again, one request at a time and ever less often, so that nothing
 * else needs to try. A sealed one is asked often enough to be used within ten seconds of unsealing.
 */
export class Recovery {
  readonly #parts: RecoveryParts;
  #waiting: Subscription | undefined;
  /** Tells a question of an earlier outage from one of this. */
  #watch = 0;
  #isWatching = false;

  constructor(parts: RecoveryParts) {
    this.#parts = parts;
  }

  /** Begins to ask; nothing changes when that goes on already. */
  start(outage: Outage): void {
    if (this.#isWatching) return;
    this.#isWatching = true;
    this.#watch += 1;
    this.#askLater(this.#watch, outage, first);
  }

  stop(): void {
    this.#isWatching = false;
    this.#watch += 1;
    this.#waiting?.dispose();
  }

  #askLater(watch: number, outage: Outage, interval: number): void {
    const wait = Math.min(interval, most[outage]);
    this.#waiting = this.#parts.timer.setTimeout(() => void this.#ask(watch, interval), wait);
  }

  async #ask(watch: number, interval: number): Promise<void> {
    const outage = await this.#parts.probe();
    if (watch !== this.#watch) return;
    if (outage) {
      this.#askLater(watch, outage, interval * 2);
      return;
    }
    this.stop();
    this.#parts.onRecovered();
  }
}

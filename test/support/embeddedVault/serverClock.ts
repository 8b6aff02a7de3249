/** Time as the server tells it: strictly rising, with the nanoseconds that make times of versions distinct. */
export class ServerClock {
  readonly #now: () => number;
  #lastMs = 0;
  #ticks = 0;

  /** `now` gives milliseconds since the epoch. */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  ms(): number {
    return this.#now();
  }

  /** The next moment: RFC 3339 with nine digits. */
  stamp(offsetMs = 0): string {
    const ms = this.#now();
    this.#ticks = ms === this.#lastMs ? this.#ticks + 1 : 1;
    this.#lastMs = ms;
    const digits = String(this.#ticks % 1_000_000).padStart(6, '0');
    return `${new Date(ms + offsetMs).toISOString().slice(0, -1)}${digits}Z`;
  }

  /** Whether a stamp lies before now. An empty one never does. */
  isPast(stamp: string): boolean {
    return stamp !== '' && Date.parse(stamp) <= this.#now();
  }
}

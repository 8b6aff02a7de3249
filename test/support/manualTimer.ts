import type { Timer } from '../../server/src/runtime.ts';

/** Time that passes when a test says so. */
export class ManualTimer implements Timer {
  #now = 0;
  readonly #waiting = new Set<{ readonly at: number; readonly run: () => void }>();

  setTimeout(run: () => void, milliseconds: number): { dispose(): void } {
    const entry = { at: this.#now + milliseconds, run };
    this.#waiting.add(entry);
    return { dispose: () => void this.#waiting.delete(entry) };
  }

  /** Lets time pass, and runs what was waited for. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
    for (const entry of [...this.#waiting].sort((one, other) => one.at - other.at)) {
      if (entry.at > this.#now || !this.#waiting.delete(entry)) continue;
      entry.run();
    }
  }
}

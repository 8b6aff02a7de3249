import type { Check } from './dialogs.ts';

/** Calls back once after a while; the result cancels that. */
export type StartTimer = (callback: () => void) => () => void;

export interface LiveCheckOptions<T> {
  check(text: string, signal: AbortSignal): Promise<Check<T>>;
  show(check: Check<T>): void;
  readonly startTimer: StartTimer;
}

/** Checks a text while it is typed: the last one only, after a pause, and never two at once. */
export class LiveCheck<T> {
  readonly #options: LiveCheckOptions<T>;
  #cancelTimer: () => void = () => undefined;
  #running = new AbortController();

  constructor(options: LiveCheckOptions<T>) {
    this.#options = options;
  }

  /** To be called at every keystroke. An earlier check that is still running is aborted and shows nothing. */
  changed(text: string): void {
    this.dispose();
    this.#cancelTimer = this.#options.startTimer(() => void this.now(text));
  }

  /** Checks at once; undefined when another text came or the input was closed meanwhile. */
  async now(text: string): Promise<Check<T> | undefined> {
    this.dispose();
    const running = new AbortController();
    this.#running = running;
    const result = await this.#run(text, running.signal);
    if (running.signal.aborted) return undefined;
    this.#options.show(result);
    return result;
  }

  /** Forgets the pending check and aborts the running one. */
  dispose(): void {
    this.#cancelTimer();
    this.#running.abort();
  }

  async #run(text: string, signal: AbortSignal): Promise<Check<T>> {
    try {
      return await this.#options.check(text, signal);
    } catch {
      return { ok: false, message: 'This could not be checked. Try again.' };
    }
  }
}

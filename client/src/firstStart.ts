/** Starts the language server when it is first needed, and no more than once: what ends is started again elsewhere. */
export class FirstStart {
  readonly #start: () => Promise<void>;
  #started: Promise<void> | undefined;

  /** `start` never rejects. */
  constructor(start: () => Promise<void>) {
    this.#start = start;
  }

  /** Resolves when the server has started, or could not. */
  now(): Promise<void> {
    return (this.#started ??= this.#start());
  }
}

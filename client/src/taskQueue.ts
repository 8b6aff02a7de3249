/** Runs tasks one after the other, whatever becomes of each. */
export class TaskQueue {
  #last: Promise<unknown> = Promise.resolve();
  #unfinished = 0;

  /** Whether a task runs or waits for its turn. */
  get isBusy(): boolean {
    return this.#unfinished > 0;
  }

  /** What the task answers, once its turn has come. @throws what the task throws. */
  run<T>(task: () => Promise<T>): Promise<T> {
    this.#unfinished += 1;
    const done = this.#last.then(task).finally(() => (this.#unfinished -= 1));
    this.#last = done.catch(() => undefined);
    return done;
  }

  /** Resolves when every task that was given so far has ended. */
  async idle(): Promise<void> {
    await this.#last;
  }
}

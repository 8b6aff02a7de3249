/** Runs tasks one after the other, whatever becomes of each. */
export class TaskQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** What the task answers, once its turn has come. @throws what the task throws. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#last.then(task);
    this.#last = done.catch(() => undefined);
    return done;
  }
}

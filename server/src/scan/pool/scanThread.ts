import { Worker } from 'node:worker_threads';
import type { LookOutcome } from '../scanFiles.ts';
import type { ScanRequest } from '../scanner.ts';
import type { FromWorker, Task, ToWorker, WorkerOptions } from './messages.ts';

/** What a thread tells besides its results. */
export interface ThreadListener {
  /** A setting does not work, in the scan with the number. */
  problem(scan: number, problem: string): void;
  /** The thread has ended, whyever; what it had to do has been given back. */
  ended(thread: ScanThread): void;
}

/** As many outcomes as the task has files; or the thread ended over the task, or before it came to it. */
export type TaskResult = readonly LookOutcome[] | 'ended' | 'not begun';

/** Memory that a thread may take for what it keeps, in MB: a file of the largest size that is read takes a quarter. */
const MEMORY_MB = 256;

/** The young generation, in MB: larger ones hold memory for nothing. */
const YOUNG_MB = 12;

/** A worker that scans batches. */
export class ScanThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (outcomes: TaskResult) => void>();
  #scan: number | undefined;
  #batches = 0;
  #isOver = false;

  constructor(file: URL, options: WorkerOptions, listener: ThreadListener) {
    this.#worker = new Worker(file, {
      workerData: options,
      // What it writes is nobody's: an error could hold a part of a file.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: YOUNG_MB },
    });
    this.#worker.unref();
    this.#worker.on('message', (message: FromWorker) => this.#receive(message, listener));
    this.#worker.on('messageerror', () => this.dispose());
    // Its text may hold anything, so nobody is told; the end is.
    this.#worker.on('error', () => undefined);
    this.#worker.on('exit', () => this.#end(listener));
  }

  /** How many batches it has yet to do. */
  get load(): number {
    return this.#waiting.size;
  }

  /** Does tasks in the order of the calls. Never rejects. */
  run(scan: number, request: ScanRequest, task: Task): Promise<TaskResult> {
    if (this.#isOver) return Promise.resolve('not begun');
    if (this.#scan !== scan) this.#send({ scan, request });
    this.#scan = scan;
    const batch = this.#batches++;
    // Only what is awaited keeps the process.
    this.#worker.ref();
    return new Promise((resolve) => {
      this.#waiting.set(batch, resolve);
      this.#send({ batch, task });
    });
  }

  dispose(): void {
    void this.#worker.terminate();
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #receive(message: FromWorker, listener: ThreadListener): void {
    if ('problem' in message) {
      listener.problem(message.scan, message.problem);
      return;
    }
    const resolve = this.#waiting.get(message.batch);
    this.#waiting.delete(message.batch);
    if (this.load === 0) this.#worker.unref();
    resolve?.(message.outcomes);
  }

  #end(listener: ThreadListener): void {
    this.#isOver = true;
    listener.ended(this);
    let result: TaskResult = 'ended';
    for (const resolve of this.#waiting.values()) {
      resolve(result);
      // It was at the first of them.
      result = 'not begun';
    }
    this.#waiting.clear();
  }
}

import { Worker } from 'node:worker_threads';
import type { ConfigFile } from '../files/walk.ts';
import type { FileOutcome } from '../scanFiles.ts';
import type { ScanRequest } from '../scanner.ts';
import type { FromWorker, ToWorker, WorkerOptions } from './messages.ts';

/** What a thread tells besides its results. */
export interface ThreadListener {
  /** A setting does not work, in the scan with the number. */
  problem(scan: number, problem: string): void;
  /** The thread has ended, whyever; what it had to do has been given back. */
  ended(thread: ScanThread): void;
}

/** Memory that a thread may take for what it keeps, in MB: a file of the largest size that is read takes a quarter. */
const MEMORY_MB = 256;

/** The young generation, in MB: larger ones hold memory for nothing. */
const YOUNG_MB = 16;

/** A worker that scans batches. */
export class ScanThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, (outcomes: readonly FileOutcome[] | undefined) => void>();
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

  /** Scans files in the order of the calls. Undefined when the thread ended before it was done. Never rejects. */
  run(
    scan: number,
    request: ScanRequest,
    files: readonly ConfigFile[],
  ): Promise<readonly FileOutcome[] | undefined> {
    if (this.#isOver) return Promise.resolve(undefined);
    if (this.#scan !== scan) this.#send({ scan, request });
    this.#scan = scan;
    const batch = this.#batches++;
    // Only what is awaited keeps the process.
    this.#worker.ref();
    return new Promise((resolve) => {
      this.#waiting.set(batch, resolve);
      this.#send({ batch, files });
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
    for (const resolve of this.#waiting.values()) resolve(undefined);
    this.#waiting.clear();
  }
}

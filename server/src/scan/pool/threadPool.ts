import type { ConfigFile } from '../files/walk.ts';
import type { FileOutcome, LookOutcome } from '../scanFiles.ts';
import type { ScanRequest } from '../scanner.ts';
import type { FileToRead, Task } from './messages.ts';
import { ScanThread } from './scanThread.ts';

/** A scan that goes on, and what it looks for. */
export interface PoolScan {
  readonly number: number;
  readonly request: ScanRequest;
}

/** What some thread has to do. */
interface Job {
  readonly scan: PoolScan;
  readonly task: Task;
  /** Undefined when a thread ended over it, or when no thread can be used. */
  readonly done: (outcomes: readonly LookOutcome[] | undefined) => void;
}

/** What became of a file whose scan ended its thread. */
export const ENDED: FileOutcome = { skipped: 'its scan ended without a result' };

/** So many threads that end in a row before they have done anything are enough: no other will do better. */
const MAX_FAILURES = 10;

/** Jobs that a thread has at once: while it does one the next is there. All others wait for whoever is free first. */
const DEPTH = 2;

/**
 * Threads that scan batches of files. They start when they are first needed, and one that ends is replaced. Half of them
 * look at files and half read what has to be read, as long as there is enough of both: each thread has to warm up the
 * code that it runs, which takes as long as a third of a scan.
 */
export class ThreadPool {
  readonly #threads: ScanThread[] = [];
  readonly #readers = new Set<ScanThread>();
  readonly #make: () => ScanThread;
  readonly #size: number;
  readonly #toLook: Job[] = [];
  readonly #toRead: Job[] = [];
  readonly #tells = new Map<number, (problem: string) => void>();
  #scans = 0;
  #failures = 0;
  #isOver = false;

  constructor(file: URL, size: number, timeLimit: number) {
    this.#size = size;
    this.#make = () =>
      new ScanThread(
        file,
        { timeLimit },
        {
          problem: (scan, problem) => this.#tells.get(scan)?.(problem),
          ended: (thread) => {
            this.#threads.splice(this.#threads.indexOf(thread), 1);
            this.#readers.delete(thread);
          },
        },
      );
  }

  get size(): number {
    return this.#size;
  }

  /** Begins a scan. Each thread may tell the same: `tell` is told it once. */
  begin(request: ScanRequest, tell: (problem: string) => void): PoolScan {
    const number = this.#scans++;
    const told = new Set<string>();
    this.#tells.set(number, (problem) => {
      if (told.has(problem)) return;
      told.add(problem);
      tell(problem);
    });
    return { number, request };
  }

  /** Nobody waits for what is left of a scan any more: what no thread has begun is dropped. */
  end({ number }: PoolScan): void {
    this.#tells.delete(number);
    for (const queue of [this.#toLook, this.#toRead]) {
      const others = queue.filter(({ scan }) => scan.number !== number);
      queue.splice(0, queue.length, ...others);
    }
  }

  /**
   * What becomes of some files, in their order. Where a thread ends over them each is scanned apart, and the one that
   * ends another thread is skipped. Never rejects.
   */
  async run(scan: PoolScan, files: readonly ConfigFile[]): Promise<readonly FileOutcome[]> {
    if (files.length === 0) return [];
    const outcomes = await this.#do(scan, { kind: 'look', files }, this.#toLook);
    return outcomes ? this.#finish(scan, files, outcomes) : this.#apart(scan, files);
  }

  dispose(): void {
    this.#isOver = true;
    for (const thread of this.#threads) thread.dispose();
  }

  get #isUsable(): boolean {
    return !this.#isOver && this.#failures < MAX_FAILURES;
  }

  /** Has a reader do what is left of some files. */
  async #finish(
    scan: PoolScan,
    files: readonly ConfigFile[],
    looked: readonly LookOutcome[],
  ): Promise<readonly FileOutcome[]> {
    const left = files.flatMap((file, index): FileToRead[] => {
      const outcome = looked[index];
      return outcome && 'toRead' in outcome ? [{ file, toRead: outcome.toRead }] : [];
    });
    const read = left.length === 0 ? [] : await this.#read(scan, left);
    let next = 0;
    return looked.map((outcome) => ('toRead' in outcome ? (read[next++] ?? ENDED) : outcome));
  }

  async #read(scan: PoolScan, files: readonly FileToRead[]): Promise<readonly FileOutcome[]> {
    const outcomes = await this.#do(scan, { kind: 'read', files }, this.#toRead);
    if (outcomes) return outcomes.map((outcome) => ('toRead' in outcome ? ENDED : outcome));
    return this.#apart(
      scan,
      files.map(({ file }) => file),
    );
  }

  /** Undefined when a thread ended over the task, or when no thread can be used. */
  #do(scan: PoolScan, task: Task, queue: Job[]): Promise<readonly LookOutcome[] | undefined> {
    return new Promise((done) => {
      queue.push({ scan, task, done });
      this.#handOut();
    });
  }

  /** Gives threads what they have room for. */
  #handOut(): void {
    while (this.#toLook.length + this.#toRead.length > 0) {
      if (!this.#isUsable) {
        for (const { done } of [...this.#toLook.splice(0), ...this.#toRead.splice(0)]) done(undefined);
        return;
      }
      const thread = this.#free();
      const job = thread && this.#nextFor(thread);
      if (!job) return;
      void this.#perform(thread, job);
    }
  }

  async #perform(thread: ScanThread, job: Job): Promise<void> {
    const { scan, task, done } = job;
    const result = await thread.run(scan.number, scan.request, task);
    if (result === 'not begun') this.#queueOf(job).unshift(job);
    else {
      this.#failures = result === 'ended' ? this.#failures + 1 : 0;
      done(result === 'ended' ? undefined : result);
    }
    this.#handOut();
  }

  #queueOf({ task }: Job): Job[] {
    return task.kind === 'read' ? this.#toRead : this.#toLook;
  }

  /** Each thread does its own part; the other one's only while there is nothing of it. */
  #nextFor(thread: ScanThread): Job | undefined {
    const isReader = this.#readers.has(thread);
    const job = isReader
      ? (this.#toRead.shift() ?? this.#toLook.shift())
      : (this.#toLook.shift() ?? this.#toRead.shift());
    if (!job || this.#size > 1 || job.task.kind === 'read') return job;
    return { ...job, task: { kind: 'scan', files: job.task.files } };
  }

  /** Each file by itself, after a thread ended over all of them. */
  async #apart(scan: PoolScan, files: readonly ConfigFile[]): Promise<readonly FileOutcome[]> {
    if (files.length === 1 || !this.#isUsable) return files.map(() => ENDED);
    const apart: FileOutcome[] = [];
    for (const file of files) apart.push(...(await this.run(scan, [file])));
    return apart;
  }

  /** The thread with the least to do, if it has room for more. */
  #free(): ScanThread | undefined {
    const least = leastBusy(this.#threads);
    if (least?.load === 0 || this.#threads.length >= this.#size)
      return least && least.load < DEPTH ? least : undefined;
    const thread = this.#make();
    this.#threads.push(thread);
    if (this.#readers.size < Math.floor(this.#size / 2)) this.#readers.add(thread);
    return thread;
  }
}

function leastBusy(threads: readonly ScanThread[]): ScanThread | undefined {
  return threads.length === 0
    ? undefined
    : threads.reduce((best, thread) => (thread.load < best.load ? thread : best));
}

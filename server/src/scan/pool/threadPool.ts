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

/** Which thread does what. */
interface Assignment {
  readonly thread: ScanThread;
  readonly task: Task;
}

/** What became of a file whose scan ended its thread. */
export const ENDED: FileOutcome = { skipped: 'its scan ended without a result' };

/** So many threads that end in a row before they have done anything are enough: no other will do better. */
const MAX_FAILURES = 10;

/** With so many tasks to do a reader is given no more by others. */
const MOST_TO_READ = 6;

/**
 * Threads that scan batches of files. They start when they are first needed, and one that ends is replaced. The code that
 * reads files is large, and each thread has to warm it up; so while there are others, half of the threads do no more than
 * look at files, and leave those that have to be read to the readers.
 */
export class ThreadPool {
  readonly #threads: ScanThread[] = [];
  readonly #readers = new Set<ScanThread>();
  readonly #make: () => ScanThread;
  readonly #size: number;
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

  end({ number }: PoolScan): void {
    this.#tells.delete(number);
  }

  /**
   * What becomes of some files, in their order. Where a thread ends over them each is scanned apart, and the one that
   * ends another thread is skipped. Never rejects.
   */
  async run(scan: PoolScan, files: readonly ConfigFile[]): Promise<readonly FileOutcome[]> {
    if (files.length === 0) return [];
    const outcomes = await this.#do(scan, () => this.#begin(files));
    return outcomes ? this.#finish(scan, files, outcomes) : this.#apart(scan, files);
  }

  dispose(): void {
    this.#isOver = true;
    for (const thread of this.#threads) thread.dispose();
  }

  get #isUsable(): boolean {
    return !this.#isOver && this.#failures < MAX_FAILURES;
  }

  #begin(files: readonly ConfigFile[]): Assignment {
    const thread = this.#next();
    const reader = this.#reader;
    const isLook = reader && !this.#readers.has(thread) && reader.load < MOST_TO_READ;
    return { thread, task: { kind: isLook ? 'look' : 'scan', files } };
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
    const outcomes = await this.#do(scan, () => ({
      thread: this.#reader ?? this.#next(),
      task: { kind: 'read', files },
    }));
    if (outcomes) return outcomes.map((outcome) => ('toRead' in outcome ? ENDED : outcome));
    return this.#apart(
      scan,
      files.map(({ file }) => file),
    );
  }

  /** Undefined when the thread ended over the task, or when no thread can be used. */
  async #do(
    { number, request }: PoolScan,
    assign: () => Assignment,
  ): Promise<readonly LookOutcome[] | undefined> {
    while (this.#isUsable) {
      const { thread, task } = assign();
      const result = await thread.run(number, request, task);
      if (result === 'not begun') continue;
      this.#failures = result === 'ended' ? this.#failures + 1 : 0;
      return result === 'ended' ? undefined : result;
    }
    return undefined;
  }

  /** Each file by itself, after a thread ended over all of them. */
  async #apart(scan: PoolScan, files: readonly ConfigFile[]): Promise<readonly FileOutcome[]> {
    if (files.length === 1 || !this.#isUsable) return files.map(() => ENDED);
    const apart: FileOutcome[] = [];
    for (const file of files) apart.push(...(await this.run(scan, [file])));
    return apart;
  }

  /** The reader with the least to do; undefined where each thread reads what it looks at. */
  get #reader(): ScanThread | undefined {
    return this.#size < 2 ? undefined : leastBusy([...this.#readers]);
  }

  /** The thread with the least to do. */
  #next(): ScanThread {
    const idle = this.#threads.find(({ load }) => load === 0);
    if (idle) return idle;
    if (this.#threads.length < this.#size) {
      const thread = this.#make();
      this.#threads.push(thread);
      if (this.#readers.size < Math.floor(this.#size / 2)) this.#readers.add(thread);
      return thread;
    }
    return leastBusy(this.#threads) ?? this.#make();
  }
}

function leastBusy(threads: readonly ScanThread[]): ScanThread | undefined {
  return threads.length === 0
    ? undefined
    : threads.reduce((best, thread) => (thread.load < best.load ? thread : best));
}

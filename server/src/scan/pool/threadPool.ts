import type { ConfigFile } from '../files/walk.ts';
import type { FileOutcome } from '../scanFiles.ts';
import type { ScanRequest } from '../scanner.ts';
import { ScanThread } from './scanThread.ts';

/** A scan that goes on, and what it looks for. */
export interface PoolScan {
  readonly number: number;
  readonly request: ScanRequest;
}

/** What became of a file whose scan ended its thread. */
export const ENDED: FileOutcome = { skipped: 'its scan ended without a result' };

/** So many threads that end in a row before they have done anything are enough: no other will do better. */
const MAX_FAILURES = 10;

/** Threads that scan batches of files. They start when they are first needed, and one that ends is replaced. */
export class ThreadPool {
  readonly #threads: ScanThread[] = [];
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
          ended: (thread) => this.#threads.splice(this.#threads.indexOf(thread), 1),
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
    const outcomes = this.#isUsable ? await this.#next().run(scan.number, scan.request, files) : undefined;
    this.#failures = outcomes ? 0 : this.#failures + 1;
    if (outcomes) return outcomes;
    if (files.length === 1 || !this.#isUsable) return files.map(() => ENDED);
    const apart: FileOutcome[] = [];
    for (const file of files) apart.push(...(await this.run(scan, [file])));
    return apart;
  }

  dispose(): void {
    this.#isOver = true;
    for (const thread of this.#threads) thread.dispose();
  }

  get #isUsable(): boolean {
    return !this.#isOver && this.#failures < MAX_FAILURES;
  }

  /** The thread with the least to do. */
  #next(): ScanThread {
    const idle = this.#threads.find(({ load }) => load === 0);
    if (idle) return idle;
    if (this.#threads.length < this.#size) {
      const thread = this.#make();
      this.#threads.push(thread);
      return thread;
    }
    return this.#threads.reduce((best, thread) => (thread.load < best.load ? thread : best));
  }
}

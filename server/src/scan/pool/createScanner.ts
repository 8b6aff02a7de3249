import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { localScanner } from '../localScanner.ts';
import type { Scanner } from '../scanner.ts';
import { pooledScanner } from './pooledScanner.ts';
import { ThreadPool } from './threadPool.ts';

/** How a scanner works. */
export interface ScannerOptions {
  /** How many threads there are at most. They start with the first scan that needs them, and stay for the next. */
  readonly threads: number;
  /** See `loadPolicy`. */
  readonly timeLimit: number;
  /** Fewest steps of a walk that threads are started for; 1 where nothing may be done in this one. */
  readonly fewest?: number;
  /** The worker's module; beside this one when absent. */
  readonly workerFile?: URL;
}

/** More threads than these take more memory than they save time. */
const MOST_THREADS = 4;

/** How many threads a scan has that nothing else waits for. */
export function scanThreads(): number {
  return Math.min(MOST_THREADS, availableParallelism());
}

/** With fewer files the work is done before a thread has started. */
const FEWEST = 200;

/**
 * A scanner with threads. Where there is no bundle with a worker in it, as in tests, its work is done in this thread,
 * between turns of the event loop.
 */
export function createScanner(options: ScannerOptions): Scanner {
  const { threads, timeLimit, fewest = FEWEST } = options;
  const workerFile = options.workerFile ?? new URL('scanWorker.js', import.meta.url);
  const alone = localScanner(timeLimit);
  if (threads < 1 || !existsSync(workerFile)) return alone;
  return pooledScanner({ pool: new ThreadPool(workerFile, threads, timeLimit), fewest, alone });
}

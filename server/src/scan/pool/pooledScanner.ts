import type { ConfigFile, WalkStep } from '../files/walk.ts';
import { stepOf, type ScanStep } from '../scanFiles.ts';
import type { Scanner, WalkSteps } from '../scanner.ts';
import { ENDED, type PoolScan, type ThreadPool } from './threadPool.ts';

/** Steps that are handed to a thread at once, and batches for each thread that are under way: what lies in memory. */
const BATCH = 16;
const BATCHES_PER_THREAD = 16;

/** How a pool is used. */
export interface PoolUse {
  readonly pool: ThreadPool;
  /** A walk with fewer steps is left to `alone`: threads take a while to start. */
  readonly fewest: number;
  readonly alone: Scanner;
}

/** A scanner that has threads do the work. */
export function pooledScanner({ pool, fewest, alone }: PoolUse): Scanner {
  return {
    async *scan(steps, request, tell, signal) {
      const iterator = iteratorOf(steps);
      try {
        const first = await take(iterator, fewest);
        if (first.length < fewest) {
          yield* alone.scan(first, request, tell, signal);
          return;
        }
        const scan = pool.begin(request, tell);
        try {
          yield* inOrder(pool, scan, first, iterator, signal);
        } finally {
          pool.end(scan);
        }
      } finally {
        await iterator.return?.();
      }
    },
    dispose: () => {
      alone.dispose();
      pool.dispose();
    },
  };
}

type StepIterator = Iterator<WalkStep> | AsyncIterator<WalkStep>;

function iteratorOf(steps: WalkSteps): StepIterator {
  return Symbol.asyncIterator in steps ? steps[Symbol.asyncIterator]() : steps[Symbol.iterator]();
}

/** The next steps, fewer than asked for only at the end. */
async function take(iterator: StepIterator, count: number): Promise<WalkStep[]> {
  const taken: WalkStep[] = [];
  while (taken.length < count) {
    const next = iterator.next();
    const result = next instanceof Promise ? await next : next;
    if (result.done === true) break;
    taken.push(result.value);
  }
  return taken;
}

async function* inOrder(
  pool: ThreadPool,
  scan: PoolScan,
  first: readonly WalkStep[],
  iterator: StepIterator,
  signal: AbortSignal | undefined,
): AsyncGenerator<ScanStep> {
  const underWay: Promise<readonly ScanStep[]>[] = [];
  let next: readonly WalkStep[] = first;
  for (;;) {
    while (next.length > 0 && underWay.length < pool.size * BATCHES_PER_THREAD) {
      underWay.push(scanBatch(pool, scan, next.slice(0, BATCH)));
      next = next.length > BATCH ? next.slice(BATCH) : await take(iterator, BATCH);
    }
    const done = underWay.shift();
    if (!done) return;
    const results = await orAborted(done, signal);
    for (const step of results ?? []) {
      if (signal?.aborted === true) return;
      yield step;
    }
    if (!results) return;
  }
}

async function scanBatch(
  pool: ThreadPool,
  scan: PoolScan,
  steps: readonly WalkStep[],
): Promise<readonly ScanStep[]> {
  const files = steps.flatMap((step): ConfigFile[] => ('file' in step ? [step.file] : []));
  const outcomes = await pool.run(scan, files);
  let index = 0;
  return steps.map((step) => {
    if ('skipped' in step) return step;
    return stepOf(step.file, outcomes[index++] ?? ENDED);
  });
}

/**
 * What comes of a promise that never rejects; undefined when the signal aborts before. Without `Promise.race`: a promise
 * that lasts as long as the scan would keep all that it was raced with.
 */
function orAborted<Result>(promise: Promise<Result>, signal?: AbortSignal): Promise<Result | undefined> {
  if (!signal) return promise;
  if (signal.aborted) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const abort = (): void => resolve(undefined);
    signal.addEventListener('abort', abort, { once: true });
    void promise.then((result) => {
      signal.removeEventListener('abort', abort);
      resolve(result);
    });
  });
}

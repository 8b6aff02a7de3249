import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Examined, Work } from './examineWorker.ts';

const BATCH = 20;

/** Examines files on two threads where there are two, and hands each result over as it comes, in no certain order. */
export async function examineAll(
  paths: readonly string[],
  showText: boolean,
  onExamined: (examined: Examined) => void,
): Promise<void> {
  let next = 0;
  const takeBatch = (): readonly string[] => paths.slice(next, (next += BATCH));
  const runWorker = async (): Promise<void> => {
    const worker = new Worker(new URL('examineWorker.ts', import.meta.url));
    try {
      for (let batch = takeBatch(); batch.length > 0; batch = takeBatch())
        for (const examined of await ask(worker, { paths: batch, showText })) onExamined(examined);
    } finally {
      await worker.terminate();
    }
  };
  const threads = Math.min(2, availableParallelism(), Math.ceil(paths.length / BATCH));
  await Promise.all(Array.from({ length: threads }, runWorker));
}

function ask(worker: Worker, work: Work): Promise<readonly Examined[]> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (examined: readonly Examined[]) => {
      worker.off('error', reject);
      resolve(examined);
    });
    worker.postMessage(work);
  });
}

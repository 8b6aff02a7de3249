import { parentPort } from 'node:worker_threads';
import { examineFile, type Outcome } from './examine.ts';

/** What the worker is asked and answers: a few files at a time. */
export interface Work {
  readonly paths: readonly string[];
  readonly showText: boolean;
}

export interface Examined {
  readonly path: string;
  readonly outcome: Outcome;
}

parentPort?.on('message', ({ paths, showText }: Work) => {
  const examined: Examined[] = paths.map((path) => ({ path, outcome: examineFile(path, showText) }));
  parentPort?.postMessage(examined);
});

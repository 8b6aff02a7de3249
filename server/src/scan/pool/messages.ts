import type { ConfigFile } from '../files/walk.ts';
import type { FileOutcome } from '../scanFiles.ts';
import type { ScanRequest } from '../scanner.ts';

/** What a worker is started with. */
export interface WorkerOptions {
  /** See `loadPolicy`. */
  readonly timeLimit: number;
}

/** To a worker: a request comes before its batches, and holds until the next. */
export type ToWorker =
  | { readonly scan: number; readonly request: ScanRequest }
  | { readonly batch: number; readonly files: readonly ConfigFile[] };

/** From a worker. */
export type FromWorker =
  | { readonly scan: number; readonly problem: string }
  /** As many outcomes as the batch has files, in their order. */
  | { readonly batch: number; readonly outcomes: readonly FileOutcome[] };

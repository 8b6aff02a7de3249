import type { ConfigFile } from '../files/walk.ts';
import type { ToRead } from '../../languageService/findings/prefilter/whatToRead.ts';
import type { LookOutcome } from '../scanFiles.ts';
import type { ScanRequest } from '../scanner.ts';

/** What a worker is started with. */
export interface WorkerOptions {
  /** See `loadPolicy`. */
  readonly timeLimit: number;
}

/** Files to look at, to read after they were looked at, or both. */
export type Task =
  | { readonly kind: 'look' | 'scan'; readonly files: readonly ConfigFile[] }
  | { readonly kind: 'read'; readonly files: readonly FileToRead[] };

/** A file that was looked at. */
export interface FileToRead {
  readonly file: ConfigFile;
  readonly toRead: Exclude<ToRead, 'nothing'>;
}

/** To a worker: a request comes before its batches, and holds until the next. */
export type ToWorker =
  { readonly scan: number; readonly request: ScanRequest } | { readonly batch: number; readonly task: Task };

/** From a worker. */
export type FromWorker =
  | { readonly scan: number; readonly problem: string }
  /** As many outcomes as the batch has files, in their order. */
  | { readonly batch: number; readonly outcomes: readonly LookOutcome[] };

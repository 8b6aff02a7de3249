import type { FaultMatch } from '../faultTable.ts';

/** Something wrong with the answer to some requests. */
export interface EmbeddedFault extends FaultMatch {
  readonly delayMs?: number;
  /** Instead of the real status; its body is an error of the test's unless one is given. */
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Cuts the connection instead of answering. */
  readonly reset?: boolean;
  /** The request is carried out first and only its answer is spoilt. */
  readonly afterCommit?: boolean;
}

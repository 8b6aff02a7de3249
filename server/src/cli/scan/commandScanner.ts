import { setFlagsFromString } from 'node:v8';
import { createScanner, scanThreads } from '../../scan/pool/createScanner.ts';
import type { Scanner } from '../../scan/scanner.ts';
import { PATTERN_TIME_LIMIT } from './timeLimit.ts';

/**
 * A fifth of what V8 takes into one function when it optimises it. Each thread compiles for itself, and in the seconds
 * that a scan lasts, half of what that took never paid: a fifth of the whole. V8 itself reads it as a limit, no more.
 */
const LESS_INLINING = '--max-inlined-bytecode-size-cumulative=200';

/** The scanner of a command, with all threads: the process does nothing else, and ends soon. */
export function commandScanner(): Scanner {
  setFlagsFromString(LESS_INLINING);
  return createScanner({ threads: scanThreads(), timeLimit: PATTERN_TIME_LIMIT });
}

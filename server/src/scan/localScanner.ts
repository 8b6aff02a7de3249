import { setImmediate } from 'node:timers/promises';
import { scanStep } from './scanFiles.ts';
import { scanOptions } from './scanOptions.ts';
import type { Scanner } from './scanner.ts';

/** Milliseconds of work after which the event loop has its turn. A file is never divided. */
const SLICE_MS = 5;

/** A scanner that does its work in this thread, between turns of the event loop. `timeLimit`: see `loadPolicy`. */
export function localScanner(timeLimit: number): Scanner {
  return {
    async *scan(steps, request, tell, signal) {
      const options = await scanOptions(request, tell, timeLimit);
      let end = performance.now() + SLICE_MS;
      for await (const step of steps) {
        if (performance.now() > end) {
          await setImmediate();
          end = performance.now() + SLICE_MS;
        }
        if (signal?.aborted === true) return;
        yield scanStep(step, options);
      }
    },
    dispose: () => undefined,
  };
}

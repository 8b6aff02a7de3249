import { loadPolicy } from '../detectionPolicies.ts';
import { createFindingMarker } from './baseline/findingMarks.ts';
import type { Scanner } from './scanner.ts';
import { scanFiles } from './scanFiles.ts';

/** A scanner that does its work in this thread, between two turns of the event loop. `timeLimit`: see {@link loadPolicy}. */
export function localScanner(timeLimit: number): Scanner {
  return {
    async *scan(steps, { detection, minConfidence, marks, compare }, tell, signal) {
      const policy = await loadPolicy(detection, tell, timeLimit);
      const marking = marks === undefined ? {} : { markIn: createFindingMarker(marks) };
      const comparing = compare === undefined ? {} : { compare };
      for (const step of scanFiles(steps, { policy, minConfidence, ...marking, ...comparing })) {
        if (signal?.aborted === true) return;
        yield step;
      }
    },
    dispose: () => undefined,
  };
}

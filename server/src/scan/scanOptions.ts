import { loadPolicy } from '../detectionPolicies.ts';
import { createFindingMarker } from './baseline/findingMarks.ts';
import type { FileScanOptions } from './scanFiles.ts';
import type { ScanRequest } from './scanner.ts';

/** What a request means in the thread that scans. `tell` and `timeLimit`: see {@link loadPolicy}. */
export async function scanOptions(
  { detection, minConfidence, marks, compare }: ScanRequest,
  tell: (problem: string) => void,
  timeLimit: number,
): Promise<FileScanOptions> {
  const policy = await loadPolicy(detection, tell, timeLimit);
  return {
    policy,
    minConfidence,
    ...(marks === undefined ? {} : { markIn: createFindingMarker(marks) }),
    ...(compare === undefined ? {} : { compare }),
  };
}

import { loadPolicy } from '../detectionPolicies.ts';
import type { ScanOptions } from './scanText.ts';
import type { ScanRequest } from './scanner.ts';

/** What a request means in the thread that scans. `tell` and `timeLimit`: see {@link loadPolicy}. */
export async function scanOptions(
  { detection, minConfidence }: ScanRequest,
  tell: (problem: string) => void,
  timeLimit: number,
): Promise<ScanOptions> {
  return { policy: await loadPolicy(detection, tell, timeLimit), minConfidence };
}

import { markRequest } from '../../scan/baseline/findingMarks.ts';
import type { ScanRequest } from '../../scan/scanner.ts';
import type { CliContext } from '../context.ts';
import type { FindingFilter } from '../scan/findingFilter.ts';
import { baselineFilter } from './baselineFilter.ts';
import { openBaseline } from './openBaseline.ts';

/**
 * What a scan asks for and the filters behind it with a baseline, which comes before all other filters: what they take
 * away is not stale. `scanned`: absolute paths at and below which the scan looks at everything.
 * @throws CouldNotError when the baseline cannot be read.
 */
export async function applyBaseline(
  file: string | undefined,
  request: ScanRequest,
  scanned: readonly string[],
  context: Pick<CliContext, 'cwd' | 'stderr' | 'environment'>,
): Promise<{ readonly request: ScanRequest; readonly filters: readonly FindingFilter[] }> {
  if (file === undefined) return { request, filters: [] };
  const opened = await openBaseline(file, context);
  const { baseline, folder } = opened;
  return {
    // An entry may be about the least sure.
    request: { ...request, minConfidence: 'low', marks: markRequest(baseline, folder) },
    filters: [baselineFilter(opened, request.minConfidence, scanned)],
  };
}

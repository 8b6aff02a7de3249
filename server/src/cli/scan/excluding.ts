import type { WalkStep } from '../../scan/files/walk.ts';
import { createExclusion, type Exclusion } from '../../scan/workspace/exclusions.ts';

/** What the globs leave out; undefined when there are none. `tell` is given those that are none, as sentences. */
export async function exclusionOf(
  globs: readonly string[],
  tell: (problem: string) => void,
): Promise<Exclusion | undefined> {
  return globs.length === 0 ? undefined : createExclusion({ ofEditor: [], own: globs }, tell);
}

/** The steps without those that are left out. */
export function* excluding(steps: Iterable<WalkStep>, isExcluded?: Exclusion): Iterable<WalkStep> {
  for (const step of steps) if (isExcluded?.(pathOf(step)) !== true) yield step;
}

function pathOf(step: WalkStep): string {
  return 'file' in step ? step.file.relative : step.skipped.shown.replaceAll('\\', '/');
}

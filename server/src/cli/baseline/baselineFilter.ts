import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import { isAtLeast, type Confidence } from '../../languageService/findings/finding.ts';
import { entryPath } from '../../scan/baseline/entryPath.ts';
import { BaselineTally, type StaleEntry } from '../../scan/baseline/tally.ts';
import { errorCode } from '../../scan/files/readText.ts';
import type { FindingFilter } from '../scan/findingFilter.ts';
import type { OpenedBaseline } from './openBaseline.ts';

/** Most stale entries that are named. */
const MAX_NAMED = 20;

/**
 * Takes away what a baseline accepts. It is given all findings, the least sure too, as an entry may be about one: those
 * below `minConfidence` it takes away as well. `scanned`: absolute paths at and below which everything was looked at.
 */
export function baselineFilter(
  { baseline, folder }: Pick<OpenedBaseline, 'baseline' | 'folder'>,
  minConfidence: Confidence,
  scanned: readonly string[],
): FindingFilter {
  const tally = new BaselineTally(baseline);
  return {
    keep: ({ absolute }, findings, isComplete) => {
      const file = entryPath(folder, absolute);
      const accepted = file === undefined ? [] : tally.accept(file, findings, isComplete);
      return findings.filter(
        ({ confidence }, index) => accepted[index] !== true && isAtLeast(confidence, minConfidence),
      );
    },
    conclude: () => [
      `Accepted by the baseline: ${tally.accepted}.`,
      ...staleLines(tally.stale((file) => isGone(folder, file, scanned))),
    ],
  };
}

/** Whether a file that an entry names was looked for and is not there any more. */
export function isGone(folder: string, file: string, scanned: readonly string[]): boolean {
  const absolute = join(folder, file);
  const isBelow = (path: string): boolean => path === absolute || entryPath(path, absolute) !== undefined;
  if (!scanned.some(isBelow)) return false;
  try {
    lstatSync(absolute);
    return false;
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes(errorCode(error));
  }
}

function staleLines(stale: readonly StaleEntry[]): readonly string[] {
  if (stale.length === 0) return [];
  const named = stale.slice(0, MAX_NAMED).map(({ entry: { file, keyPath, rule }, missing }) => {
    const times = missing === 1 ? '' : ` (${missing} times)`;
    return `stale: ${file} ${keyPath} ${rule}${times}`;
  });
  const more = stale.length > MAX_NAMED ? [`stale: ${stale.length - MAX_NAMED} more`] : [];
  const advice = `Stale entries: ${stale.length}. What they accepted is not there any more; "vault-refs baseline prune" removes them.`;
  return [...named, ...more, advice];
}

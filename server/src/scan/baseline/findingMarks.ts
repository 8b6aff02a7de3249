import type { ScanFinding } from '../scanFinding.ts';
import type { Baseline } from './baseline.ts';
import { entryPath } from './entryPath.ts';
import { keyPattern } from './keyPattern.ts';
import { createMarker } from './marks.ts';

/** Which findings a scan is to mark, and with which salt. Plain data: it crosses threads. */
export interface MarkRequest {
  readonly salt: string;
  /** Absolute folder of the baseline. */
  readonly folder: string;
  /** {@link placeKey} of each place that an entry is of; all findings are marked when absent. */
  readonly places?: readonly string[];
}

/** Marks a finding of a file; undefined where no entry can be about it. */
export type FindingMarker = (
  absolute: string,
  finding: Pick<ScanFinding, 'rule' | 'keyPath' | 'range'>,
  value: string,
) => string | undefined;

/** The request for a scan that matches with a baseline: no value is hashed where no entry fits by rule, file and keys. */
export function markRequest({ salt, entries }: Baseline, folder: string): MarkRequest {
  return { salt, folder, places: [...new Set(entries.map((entry) => placeKey(entry.file, entry)))] };
}

/** A marker of findings, made in the thread that scans. */
export function createFindingMarker({ salt, folder, places }: MarkRequest): FindingMarker {
  const mark = createMarker(salt);
  const wanted = places && new Set(places);
  return (absolute, finding, value) => {
    const file = entryPath(folder, absolute);
    if (file === undefined) return undefined;
    return wanted && !wanted.has(placeKey(file, finding)) ? undefined : mark(value);
  };
}

/** What entry and finding have in common whose marks are worth comparing. */
export function placeKey(file: string, { rule, keyPath }: Pick<ScanFinding, 'rule' | 'keyPath'>): string {
  return JSON.stringify([file, rule, keyPattern(keyPath)]);
}

import { isAbsolute } from 'node:path';
import type { FindingMarker } from './baseline/findingMarks.ts';
import type { FileText } from './files/readText.ts';
import { readText } from './files/readText.ts';
import type { ConfigFile, Skipped, WalkStep } from './files/walk.ts';
import type { ScannedText } from './scanFinding.ts';
import type { ScanOptions } from './scanText.ts';
import { scanText } from './scanText.ts';

/** What became of one step of a walk. A scanned file may have a part beyond a limit, which `scanned.limit` tells. */
export type ScanStep =
  { readonly file: ConfigFile; readonly scanned: ScannedText } | { readonly skipped: Skipped };

/** What a scan of files looks for. */
export interface FileScanOptions extends Omit<ScanOptions, 'mark'> {
  readonly markIn?: FindingMarker;
}

/** Scans the files of a walk one by one, in its order, in this thread. Never throws. */
export function* scanFiles(steps: Iterable<WalkStep>, options: FileScanOptions): Iterable<ScanStep> {
  for (const step of steps) yield 'skipped' in step ? step : scanFile(step.file, options);
}

function scanFile(file: ConfigFile, { markIn, ...options }: FileScanOptions): ScanStep {
  const content: FileText = readText(file.absolute);
  if ('skipped' in content) {
    return { skipped: { shown: file.shown, reason: content.skipped, isArgument: file.isArgument } };
  }
  const source = { text: content.text, languageId: file.languageId, path: pathThatTells(file) };
  if (!markIn) return { file, scanned: scanText(source, options) };
  const mark: ScanOptions['mark'] = (finding, value) => markIn(file.absolute, finding, value);
  return { file, scanned: scanText(source, { ...options, mark }) };
}

/** What lies above a folder that was named by its whole path, or from above, says nothing of the files in it. */
export function pathThatTells({ shown, relative }: ConfigFile): string {
  return isAbsolute(shown) || shown.startsWith('..') ? relative : shown;
}

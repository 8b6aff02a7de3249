import { isAbsolute } from 'node:path';
import type { ToRead } from '../languageService/findings/prefilter/whatToRead.ts';
import type { FindingMarker } from './baseline/findingMarks.ts';
import type { FileText } from './files/readText.ts';
import { readText } from './files/readText.ts';
import type { ConfigFile, Skipped, WalkStep } from './files/walk.ts';
import type { ScannedText } from './scanFinding.ts';
import type { ScanOptions } from './scanText.ts';
import { lookAt, mayHoldFindings, scanEverything, scanText } from './scanText.ts';

/** What became of one step of a walk. A scanned file may have a part beyond a limit, which `scanned.limit` tells. */
export type ScanStep =
  { readonly file: ConfigFile; readonly scanned: ScannedText } | { readonly skipped: Skipped };

/** What a scan of files looks for. */
export interface FileScanOptions extends Omit<ScanOptions, 'mark'> {
  readonly markIn?: FindingMarker;
}

/** What became of a file, without its name: what crosses threads. */
export type FileOutcome = ScannedText | { readonly skipped: string };

/** Scans the files of a walk one by one, in its order, in this thread. Never throws. */
export function* scanFiles(steps: Iterable<WalkStep>, options: FileScanOptions): Iterable<ScanStep> {
  for (const step of steps) yield scanStep(step, options);
}

/** Scans the file of a step of a walk. Never throws. */
export function scanStep(step: WalkStep, options: FileScanOptions): ScanStep {
  return 'skipped' in step ? step : stepOf(step.file, scanFile(step.file, options));
}

/** Reads and scans a file. Never throws. */
export function scanFile(file: ConfigFile, options: FileScanOptions): FileOutcome {
  const content: FileText = readText(file.absolute);
  return 'skipped' in content ? content : scanContent(file, content.text, pathThatTells(file), options);
}

/** What became of a file, or what of it has to be read to know. Plain data: it crosses threads. */
export type LookOutcome = FileOutcome | { readonly toRead: Exclude<ToRead, 'nothing'> };

/** Looks at a file, and scans it as far as that takes no reading. Never throws. */
export function lookAtFile(file: ConfigFile, options: FileScanOptions): LookOutcome {
  const content = readText(file.absolute);
  if ('skipped' in content) return content;
  const source = { text: content.text, languageId: file.languageId, path: pathThatTells(file) };
  const toRead = lookAt(source, textOptions(file, options));
  return toRead === 'nothing' ? { findings: [] } : { toRead };
}

/** Scans a file that was looked at. Should it have changed since, what is found is what is there now. Never throws. */
export function readFile(
  file: ConfigFile,
  toRead: Exclude<ToRead, 'nothing'>,
  options: FileScanOptions,
): FileOutcome {
  const [known, path] = [textOptions(file, options), pathThatTells(file)];
  if (!mayHoldFindings({ languageId: file.languageId, path }, toRead, known)) return { findings: [] };
  const content = readText(file.absolute);
  if ('skipped' in content) return content;
  return scanEverything({ text: content.text, languageId: file.languageId, path }, known);
}

/** Scans a text as that of a file, whose `path` tells what it is for. Never throws. */
export function scanContent(
  file: ConfigFile,
  text: string,
  path: string,
  options: FileScanOptions,
): ScannedText {
  return scanText({ text, languageId: file.languageId, path }, textOptions(file, options));
}

function textOptions({ absolute }: ConfigFile, { markIn, ...options }: FileScanOptions): ScanOptions {
  return markIn ? { ...options, mark: (finding, value) => markIn(absolute, finding, value) } : options;
}

/** The step that a scan of a file makes. */
export function stepOf(file: ConfigFile, outcome: FileOutcome): ScanStep {
  if (!('skipped' in outcome)) return { file, scanned: outcome };
  return { skipped: { shown: file.shown, reason: outcome.skipped, isArgument: file.isArgument } };
}

/** What lies above a folder that was named by its whole path, or from above, says nothing of the files in it. */
export function pathThatTells({ shown, relative }: ConfigFile): string {
  return isAbsolute(shown) || shown.startsWith('..') ? relative : shown;
}

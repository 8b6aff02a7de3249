import { loadPolicy } from '../detectionPolicies.ts';
import { decodeText } from './files/readText.ts';
import type { ConfigFile, Skipped } from './files/walk.ts';
import type { ScanStep } from './scanFiles.ts';
import type { ScanRequest } from './scanner.ts';
import { type ScanOptions, scanText } from './scanText.ts';

/** A file whose content is not to be read from its place: it was piped in, or lies in an index. */
export type TextStep =
  { readonly file: ConfigFile; readonly bytes: Uint8Array } | { readonly skipped: Skipped };

/**
 * Scans contents one by one, in this thread. `tell` and `timeLimit`: see {@link loadPolicy}.
 * @throws what the steps throw
 */
export async function* scanTexts(
  steps: AsyncIterable<TextStep>,
  { detection, minConfidence }: ScanRequest,
  tell: (problem: string) => void,
  timeLimit: number,
): AsyncIterable<ScanStep> {
  const options = { policy: await loadPolicy(detection, tell, timeLimit), minConfidence };
  for await (const step of steps)
    yield 'skipped' in step ? step : scanContent(step.file, step.bytes, options);
}

function scanContent(file: ConfigFile, bytes: Uint8Array, options: ScanOptions): ScanStep {
  const content = decodeText(bytes);
  if ('skipped' in content)
    return { skipped: { shown: file.shown, reason: content.skipped, isArgument: file.isArgument } };
  const source = { text: content.text, languageId: file.languageId, path: file.relative };
  return { file, scanned: scanText(source, options) };
}

import { decodeText } from './files/readText.ts';
import type { ConfigFile, Skipped } from './files/walk.ts';
import type { FileOutcome, FileScanOptions, ScanStep } from './scanFiles.ts';
import { scanContent, stepOf } from './scanFiles.ts';
import { scanOptions } from './scanOptions.ts';
import type { ScanRequest } from './scanner.ts';

/** A file whose content is not to be read from its place: it was piped in, or lies in an index. */
export type TextStep =
  { readonly file: ConfigFile; readonly bytes: Uint8Array } | { readonly skipped: Skipped };

/**
 * Scans contents one by one, in this thread. `tell` and `timeLimit`: see {@link scanOptions}.
 * @throws what the steps throw
 */
export async function* scanTexts(
  steps: AsyncIterable<TextStep>,
  request: ScanRequest,
  tell: (problem: string) => void,
  timeLimit: number,
): AsyncIterable<ScanStep> {
  const options = await scanOptions(request, tell, timeLimit);
  for await (const step of steps)
    yield 'skipped' in step ? step : stepOf(step.file, outcomeOf(step.file, step.bytes, options));
}

function outcomeOf(file: ConfigFile, bytes: Uint8Array, options: FileScanOptions): FileOutcome {
  const content = decodeText(bytes);
  return 'skipped' in content ? content : scanContent(file, content.text, file.relative, options);
}

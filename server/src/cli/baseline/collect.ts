import type { MarkedFile } from '../../scan/baseline/changes.ts';
import { entryPath } from '../../scan/baseline/entryPath.ts';
import type { ScanStep } from '../../scan/scanFiles.ts';
import { printable } from '../../printable.ts';
import type { CliContext } from '../context.ts';
import { CouldNotError } from '../context.ts';

/** What a scan gives a baseline. */
export interface Collected {
  readonly files: readonly (MarkedFile & { readonly isComplete: boolean })[];
  /** How many findings lie out of the baseline's folder, where it can name no file. */
  readonly outside: number;
}

/**
 * Goes through a scan and names on standard error what was skipped.
 * @throws CouldNotError when a path that was asked for could not be read: nothing is to be made of half a scan.
 */
export async function collect(
  steps: AsyncIterable<ScanStep> | Iterable<ScanStep>,
  folder: string,
  { stderr }: Pick<CliContext, 'stderr'>,
): Promise<Collected> {
  const files: (MarkedFile & { readonly isComplete: boolean })[] = [];
  let outside = 0;
  const skip = (shown: string, reason: string): void =>
    void stderr.write(`${printable(`skipped ${shown}: ${reason}`)}\n`);
  for await (const step of steps) {
    if ('skipped' in step) {
      skip(step.skipped.shown, step.skipped.reason);
      if (step.skipped.isArgument) throw new CouldNotError('Nothing was changed: a PATH could not be read.');
      continue;
    }
    const { findings, limit } = step.scanned;
    if (limit !== undefined) skip(step.file.shown, limit);
    const file = entryPath(folder, step.file.absolute);
    if (file !== undefined) files.push({ file, findings, isComplete: limit === undefined });
    else outside += findings.length;
  }
  return { files, outside };
}

import { dirname, resolve } from 'node:path';
import type { Baseline } from '../../scan/baseline/baseline.ts';
import { readBaselineFile } from '../../scan/baseline/baselineFile.ts';
import { withRenames } from '../../scan/baseline/changes.ts';
import { renamedSince } from '../../scan/baseline/renames.ts';
import { printable } from '../../printable.ts';
import type { CliContext } from '../context.ts';
import { CouldNotError } from '../context.ts';

/** A baseline that a command works with. */
export interface OpenedBaseline {
  readonly path: string;
  /** Absolute folder that it names files from. */
  readonly folder: string;
  /** With the names that git says the files have now. */
  readonly baseline: Baseline;
  /** As it is on disk. */
  readonly text: string;
  /** What does not fit in it, as sentences. */
  readonly problems: readonly string[];
}

/** Where a baseline is, as the command line names it. */
export function baselinePlace(
  file: string,
  { cwd }: Pick<CliContext, 'cwd'>,
): { readonly path: string; readonly folder: string } {
  const path = resolve(cwd, file);
  return { path, folder: dirname(path) };
}

/**
 * Opens the baseline that the command line names, and says on standard error what of it does not fit.
 * @throws CouldNotError when it is not there or cannot be read.
 */
export async function openBaseline(
  file: string,
  context: Pick<CliContext, 'cwd' | 'stderr' | 'environment'>,
): Promise<OpenedBaseline> {
  const { path, folder } = baselinePlace(file, context);
  const onDisk = readBaselineFile(path);
  if (onDisk.kind === 'none')
    throw new CouldNotError('There is no baseline there: make one with "vault-refs baseline create".');
  if (onDisk.kind === 'unreadable') throw new CouldNotError(onDisk.problem);
  const { baseline, problems, text } = onDisk;
  for (const problem of problems) context.stderr.write(`${printable(`baseline: ${problem}`)}\n`);
  const renamed = await renamedSince(path, context.environment);
  return { path, folder, baseline: withRenames(baseline, renamed), text, problems };
}

/** The same for a command that changes it. @throws CouldNotError when something in it would be lost. */
export async function openBaselineToChange(
  file: string,
  context: Pick<CliContext, 'cwd' | 'stderr' | 'environment'>,
): Promise<OpenedBaseline> {
  const opened = await openBaseline(file, context);
  if (opened.problems.length === 0) return opened;
  throw new CouldNotError('Nothing was changed: mend or remove the entries that do not fit first.');
}

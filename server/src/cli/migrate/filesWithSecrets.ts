import type { DetectionSettings } from '../../languageService/findings/policy/detectionSettings.ts';
import type { Confidence } from '../../languageService/findings/finding.ts';
import { type ConfigFile, walkConfigFiles } from '../../scan/files/walk.ts';
import type { CliContext } from '../context.ts';
import { SkippedFiles } from '../files/skippedFiles.ts';
import { commandScanner } from '../scan/commandScanner.ts';
import { exclusionOf } from '../scan/excluding.ts';
import type { ProgressLine } from '../terminal/progressLine.ts';
import type { NewMigration } from './migrateOrder.ts';

/** What is looked for, and where it is told how that goes. */
export interface SecretSearch {
  readonly detection: DetectionSettings;
  readonly minConfidence: Confidence;
  readonly tell: (problem: string) => void;
  readonly progress: ProgressLine;
}

export interface FilesWithSecrets {
  readonly files: readonly ConfigFile[];
  /** True when a PATH could not be read. */
  readonly couldNotRead: boolean;
}

/** The files in which the scan finds plaintext secrets, in its order. */
export async function filesWithSecrets(
  { paths, exclude, withIgnored }: NewMigration,
  { detection, minConfidence, tell, progress }: SecretSearch,
  context: CliContext,
  signal: AbortSignal,
): Promise<FilesWithSecrets> {
  const isExcluded = await exclusionOf(exclude, tell);
  const walk = walkConfigFiles(paths, context.cwd, {
    readsIgnored: withIgnored,
    ...(isExcluded === undefined ? {} : { isExcluded }),
  });
  const skipped = new SkippedFiles(context);
  const files: ConfigFile[] = [];
  const scanner = commandScanner();
  let read = 0;
  try {
    for await (const step of scanner.scan(walk, { detection, minConfidence }, tell, signal)) {
      progress.show(() => `Files read: ${(read += 1)}, with secrets: ${files.length}.`);
      if ('skipped' in step) {
        progress.erase();
        skipped.tell(step.skipped);
        continue;
      }
      const { file, scanned } = step;
      if (scanned.limit !== undefined)
        skipped.tell({ shown: file.shown, reason: scanned.limit, isArgument: false });
      if (scanned.findings.length > 0) files.push(file);
    }
  } finally {
    progress.erase();
    scanner.dispose();
  }
  signal.throwIfAborted();
  return { files, couldNotRead: skipped.hasArgument };
}

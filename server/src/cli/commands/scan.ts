import { noDetectionSettings } from '../../languageService/findings/policy/detectionSettings.ts';
import { defaultResourceSettings } from '../../languageService/resourceSettings.ts';
import { walkConfigFiles } from '../../scan/files/walk.ts';
import { createScanner, scanThreads } from '../../scan/pool/createScanner.ts';
import type { Scanner } from '../../scan/scanner.ts';
import { readArguments } from '../arguments.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { exitCodes, UsageError } from '../context.ts';
import { SkippedFiles } from '../files/skippedFiles.ts';
import { reportJsonLine } from '../reporters/jsonLines.ts';
import type { Reporter } from '../reporters/reporter.ts';
import { reportText } from '../reporters/text.ts';

export const scanUsage = `Usage: vault-refs scan [--format text|jsonl] PATH...

Lists plaintext secrets in the YAML and JSON files at and below each PATH. Needs no Vault. Never prints a value.
What it skips (unreadable, binary, too large) it names on standard error; .git and node_modules are left out.

Options:
  --format text|jsonl  text (default): file:line:column rule (confidence) reason
                       jsonl: one JSON object a line with file, line, col_start, end_line, col_end, rule,
                       confidence; positions are 1-based, ends exclusive, columns in UTF-16 units, and file is
                       relative to the scanned folder
  --help               show this text

Exit code: 0 nothing found, 1 secrets found, 2 wrong usage, 3 a PATH could not be read.
`;

const reporters = new Map<string, Reporter>([
  ['text', reportText],
  ['jsonl', reportJsonLine],
]);

/** `vault-refs scan`. @throws UsageError on wrong arguments. */
export async function scan(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const { paths, format = 'text' } = readArguments(args, ['format']);
  const report = reporters.get(format);
  if (!report) throw new UsageError('--format is text or jsonl.');
  const scanner = createScanner({ threads: scanThreads(), timeLimit: TIME_LIMIT });
  try {
    return await scanPaths(scanner, paths, report, context);
  } finally {
    scanner.dispose();
  }
}

/** Milliseconds that patterns of settings may take within ten seconds: nobody types meanwhile. */
const TIME_LIMIT = 5_000;

async function scanPaths(
  scanner: Scanner,
  paths: readonly string[],
  report: Reporter,
  context: CliContext,
): Promise<ExitCode> {
  const skipped = new SkippedFiles(context);
  const { minConfidence } = defaultResourceSettings;
  let count = 0;
  let read = 0;
  const request = { detection: noDetectionSettings, minConfidence };
  for await (const step of scanner.scan(walkConfigFiles(paths, context.cwd), request, () => undefined)) {
    if ('skipped' in step) {
      skipped.tell(step.skipped);
      continue;
    }
    const { file, scanned } = step;
    read++;
    if (scanned.limit !== undefined)
      skipped.tell({ shown: file.shown, reason: scanned.limit, isArgument: false });
    for (const finding of scanned.findings) {
      context.stdout.write(report({ shown: file.shown, file: file.relative, finding }));
      count++;
    }
  }
  context.stderr.write(`Plaintext secrets: ${count}, files read: ${read}.\n`);
  if (skipped.hasArgument) return exitCodes.couldNot;
  return count > 0 ? exitCodes.findings : exitCodes.clean;
}

import { noDetectionSettings } from '../../languageService/findings/policy/detectionSettings.ts';
import { createScanner, scanThreads } from '../../scan/pool/createScanner.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { createReporter } from '../reporters/index.ts';
import { pathSource } from '../scan/pathSource.ts';
import { ScanRun } from '../scan/runScan.ts';
import { readScanOrder } from '../scan/scanOrder.ts';

export const scanUsage = `Usage: vault-refs scan [OPTION]... PATH...

Lists plaintext secrets in the YAML and JSON files at and below each PATH. Needs no Vault. Never prints a value.
What it skips (unreadable, binary, too large) it names on standard error; .git and node_modules are left out.

Options:
  --format text|jsonl  text (default): file:line:column rule (confidence) reason
                       jsonl: one JSON object a line with file, line, col_start, end_line, col_end, rule,
                       confidence; positions are 1-based, ends exclusive, columns in UTF-16 units, and file is
                       relative to the scanned folder
  --min-confidence certain|high|medium|low
                       leaves out what is less sure; medium by default
  --help               show this text

Exit code: 0 nothing found, 1 secrets found, 2 wrong usage, 3 a PATH could not be read.
`;

/** Milliseconds that patterns of settings may take within ten seconds: nobody types meanwhile. */
const TIME_LIMIT = 5_000;

/** `vault-refs scan`. @throws UsageError on wrong arguments. */
export async function scan(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const order = readScanOrder(args);
  const scanner = createScanner({ threads: scanThreads(), timeLimit: TIME_LIMIT });
  try {
    const parts = {
      source: pathSource(order.paths, context.cwd, scanner),
      request: { detection: noDetectionSettings, minConfidence: order.minConfidence },
      filters: [],
      reporter: createReporter(order.format),
    };
    return await new ScanRun(parts, context).run();
  } finally {
    scanner.dispose();
  }
}

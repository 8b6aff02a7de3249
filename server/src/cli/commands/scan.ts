import { GitError } from '../../scan/git/gitError.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { CouldNotError } from '../context.ts';
import { commandScanner } from '../scan/commandScanner.ts';
import { openScan } from '../scan/openScan.ts';
import { ScanRun } from '../scan/runScan.ts';
import { readScanOrder } from '../scan/scanOrder.ts';

export const scanUsage = `Usage: vault-refs scan [OPTION]... PATH...
       vault-refs scan [OPTION]... --staged [PATH...]
       vault-refs scan [OPTION]... --since REV [--whole-files] [PATH...]
       vault-refs scan [OPTION]... --stdin --filename FILE

Lists plaintext secrets in YAML and JSON files. Needs no Vault. Never prints a value. What it skips (unreadable,
binary, too large) it names on standard error; .git, node_modules and what .gitignore files name are
left out.

What is looked at:
  PATH...          files and folders as they are on disk
  --staged         what git is about to commit, as it is in the index: the whole of each file that is added, changed
                   or renamed. For a commit hook; accept what stood there before into a baseline
  --since REV      files of the work tree that differ from the last common commit of REV and HEAD, those that git
                   does not know included; of them, secrets on lines that were added or changed. For a pipeline
  --whole-files    with --since: every secret in these files
  --stdin --filename FILE
                   standard input, as the content of FILE, which need not exist
  With --staged and --since, PATHs limit what is looked at, and file names start at the top of the repository.

Options:
  --format text|jsonl|sarif
                   text (default): file:line:column rule (confidence) reason
                   jsonl: one JSON object a line with file, line, col_start, end_line, col_end, rule, confidence;
                   positions are 1-based, ends exclusive, columns in UTF-16 units, and file is relative to the
                   scanned folder
                   sarif: SARIF 2.1.0, for code scanning
  --min-confidence certain|high|medium|low
                   leaves out what is less sure; medium by default
  --config FILE    settings of detection in JSON with comments, as in VS Code's settings.json
                   ("vaultRefs.detection.rules") or below "detection"; without it no file of a repository is used
  --exclude GLOB   leaves files and folders out: *.json, charts/**; may be given more than once
  --no-gitignore   looks at what .gitignore files name, too
  --baseline FILE  leaves out what this file accepts: see "vault-refs baseline --help". Tells how many, and which of its
                   entries are stale
  --help           show this text

Exit code: 0 nothing found, 1 secrets found, 2 wrong usage, 3 something that was asked for could not be done: a PATH
cannot be read, there is no repository or no such REV, a setting does not fit.
`;

/**
 * `vault-refs scan`.
 * @throws UsageError on wrong arguments; CouldNotError when there is nothing to scan, as there is no repository
 */
export async function scan(args: readonly string[], context: CliContext): Promise<ExitCode> {
  const order = readScanOrder(args);
  const scanner = commandScanner();
  try {
    return await new ScanRun(await openScan(order, context, scanner), context).run();
  } catch (error) {
    if (error instanceof GitError) throw new CouldNotError(error.message);
    throw error;
  } finally {
    scanner.dispose();
  }
}

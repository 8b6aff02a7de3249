import { isAbsolute } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../../languageService/findings/finding.ts';
import { isAtLeast } from '../../languageService/findings/finding.ts';
import { detectFindings } from '../../languageService/findings/detector.ts';
import { parseConfig } from '../../languageService/parse/index.ts';
import { defaultResourceSettings } from '../../languageService/resourceSettings.ts';
import { readArguments } from '../arguments.ts';
import type { CliContext, ExitCode } from '../context.ts';
import { exitCodes, UsageError } from '../context.ts';
import type { ReadFile } from '../files/documents.ts';
import { FileReader } from '../files/documents.ts';
import type { ConfigFile } from '../files/walk.ts';
import { reportJsonLine } from '../reporters/jsonLines.ts';
import type { ReportedFinding, Reporter } from '../reporters/reporter.ts';
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
export function scan(args: readonly string[], context: CliContext): ExitCode {
  const { paths, format = 'text' } = readArguments(args, ['format']);
  const report = reporters.get(format);
  if (!report) throw new UsageError('--format is text or jsonl.');
  const files = new FileReader(context);
  let count = 0;
  for (const read of files.files(paths)) {
    for (const finding of findingsOf(read, files)) {
      context.stdout.write(report(finding));
      count++;
    }
  }
  context.stderr.write(`Plaintext secrets: ${count}, files read: ${files.read}.\n`);
  if (files.couldNotReadArgument) return exitCodes.couldNot;
  return count > 0 ? exitCodes.findings : exitCodes.clean;
}

function* findingsOf({ file, document }: ReadFile, files: FileReader): Iterable<ReportedFinding> {
  const config = parseConfig(document.getText(), document.languageId);
  if (config.refusal) {
    const rest = config.refusal.limit === 'size' ? '' : ', the rest is read';
    const reason = `${config.refusal.limit} beyond the limit${rest}`;
    files.skip({ shown: file.shown, reason, isArgument: false });
  }
  for (const finding of detectFindings(config, { fileName: pathThatTells(file) })) {
    if (!isAtLeast(finding.confidence, defaultResourceSettings.minConfidence)) continue;
    yield { shown: file.shown, file: file.relative, ...position(document, finding), ...named(finding) };
  }
}

/** What lies above a folder that was named by its whole path, or from above, says nothing of the files in it. */
function pathThatTells({ shown, relative }: ConfigFile): string {
  return isAbsolute(shown) || shown.startsWith('..') ? relative : shown;
}

function named({
  ruleId,
  confidence,
  reason,
}: Finding): Pick<ReportedFinding, 'rule' | 'confidence' | 'reason'> {
  return { rule: ruleId, confidence, reason };
}

function position(
  document: TextDocument,
  finding: Finding,
): Pick<ReportedFinding, 'line' | 'colStart' | 'endLine' | 'colEnd'> {
  const start = document.positionAt(finding.start);
  const end = document.positionAt(finding.end);
  return {
    line: start.line + 1,
    colStart: start.character + 1,
    endLine: end.line + 1,
    colEnd: end.character + 1,
  };
}

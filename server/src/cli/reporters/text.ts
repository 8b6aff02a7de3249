import { printable } from '../../printable.ts';
import type { ReportedFinding } from './reporter.ts';

/** `file:line:column rule (confidence) reason`, which terminals and editors make a link of. */
export function reportText({ file, finding }: ReportedFinding): string {
  const { rule, confidence, reason, range } = finding;
  const place = `${file.shown}:${range.start.line + 1}:${range.start.character + 1}`;
  return printable(`${place} ${rule} (${confidence}) ${reason}`) + '\n';
}

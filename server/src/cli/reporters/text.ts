import { printable } from '../printable.ts';
import type { ReportedFinding } from './reporter.ts';

/** `file:line:column rule (confidence) reason`, which terminals and editors make a link of. */
export function reportText({ shown, line, colStart, rule, confidence, reason }: ReportedFinding): string {
  return printable(`${shown}:${line}:${colStart} ${rule} (${confidence}) ${reason}`) + '\n';
}

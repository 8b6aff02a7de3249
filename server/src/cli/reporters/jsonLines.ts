import type { ReportedFinding } from './reporter.ts';
import { safeJson } from './safeJson.ts';

/** One JSON object a line, with the same keys in every version. */
export function reportJsonLine({ file, finding }: ReportedFinding): string {
  const { rule, confidence, range } = finding;
  const keys = {
    file: file.relative,
    line: range.start.line + 1,
    col_start: range.start.character + 1,
    end_line: range.end.line + 1,
    col_end: range.end.character + 1,
    rule,
    confidence,
  };
  return `${safeJson(keys)}\n`;
}

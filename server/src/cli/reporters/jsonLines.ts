import type { ReportedFinding } from './reporter.ts';

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
  return `${JSON.stringify(keys).replace(/[\x7f-\x9f]|[\p{Cf}\p{Zl}\p{Zp}]/gu, escapeUnits)}\n`;
}

/** What JSON lets pass and a terminal obeys. */
function escapeUnits(text: string): string {
  return text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

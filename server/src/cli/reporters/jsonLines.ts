import type { ReportedFinding } from './reporter.ts';

/** One JSON object a line, with the same keys in every version. */
export function reportJsonLine(finding: ReportedFinding): string {
  const { file, line, colStart, endLine, colEnd, rule, confidence } = finding;
  const keys = { file, line, col_start: colStart, end_line: endLine, col_end: colEnd, rule, confidence };
  return `${JSON.stringify(keys).replace(/[\x7f-\x9f]|[\p{Cf}\p{Zl}\p{Zp}]/gu, escapeUnits)}\n`;
}

/** What JSON lets pass and a terminal obeys. */
function escapeUnits(text: string): string {
  return text.replace(/[^]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

import { type ReportContext, runReport, undoReport } from '../../migration/report/runReport.ts';
import type { MigrationReport } from '../../migration/report/report.ts';
import { reportMarkdown } from '../../migration/report/reportMarkdown.ts';
import { summary } from '../../migration/report/reportWords.ts';
import type { RunHeader } from '../../migration/journal/records.ts';
import type { RunOutcome } from '../../migration/run/outcome.ts';
import type { RunStop } from '../../migration/run/runStop.ts';
import type { UndoOutcome } from '../../migration/undo/undoRun.ts';
import type { MigrationResult } from '../../protocol.ts';

/** Nothing was done. `message` is a sentence. */
export function refused(message: string): MigrationResult {
  return { outcome: 'refused', message };
}

/** How a run went, with its report. */
export function runResult(header: RunHeader, outcome: RunOutcome, context: ReportContext): MigrationResult {
  const isComplete = outcome.entries.every(({ status }) => status === 'moved' || status === 'reused');
  return resultOf(runReport(header, outcome, context), isComplete, outcome.stopped);
}

/** How taking a run back went. What others have made of a key in Vault, or a person wanted kept, is not left to do. */
export function undoResult(header: RunHeader, outcome: UndoOutcome, context: ReportContext): MigrationResult {
  const isComplete =
    outcome.entries.every(({ status }) => status === 'restored') &&
    outcome.keys.every(({ status }) => status !== 'not-reached');
  return resultOf(undoReport(header, outcome, context), isComplete, outcome.stopped);
}

function resultOf(
  report: MigrationReport,
  isComplete: boolean,
  stopped: RunStop | undefined,
): MigrationResult {
  return {
    outcome: isComplete ? 'complete' : stopped === 'cancelled' ? 'cancelled' : 'incomplete',
    message: summary(report),
    report: reportMarkdown(report),
    ...(report.run === undefined ? {} : { run: report.run }),
  };
}

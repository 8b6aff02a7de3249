import type { MigrationReport } from './report.ts';

/** A report as the command line prints it with `--format json`. The keys are the same in every version. */
export interface ReportJson {
  /** Null for a plan. */
  readonly run: string | null;
  readonly entries: readonly ReportJsonEntry[];
}

/** Positions as in `scan`; columns are null where only the line is known. */
export interface ReportJsonEntry {
  readonly file: string;
  readonly line: number;
  readonly col_start: number | null;
  readonly end_line: number | null;
  readonly col_end: number | null;
  readonly mount: string;
  readonly path: string;
  readonly key: string;
  readonly action: string;
  readonly reference: string;
  readonly status: string;
  readonly reason: string | null;
}

/** A report as plain data. */
export function reportJson({ run, entries }: MigrationReport): ReportJson {
  return {
    run: run ?? null,
    entries: entries.map(({ file, line, range, target, action, reference, status, reason }) => ({
      file,
      line,
      col_start: range?.colStart ?? null,
      end_line: range?.endLine ?? null,
      col_end: range?.colEnd ?? null,
      mount: target.mount,
      path: target.path,
      key: target.key,
      action,
      reference,
      status,
      reason: reason ?? null,
    })),
  };
}

import type { JournalEntry, RunHeader } from '../journal/records.ts';
import type { RunOutcome } from '../run/outcome.ts';
import type { UndoOutcome } from '../undo/undoRun.ts';
import type { MigrationReport, ReportEntry, ReportRange, ReportStatus, SamePlace } from './report.ts';

/** What a report says besides what the run's records do. */
export interface ReportContext {
  /** How the person calls a file. */
  readonly fileName: (uri: string) => string;
  /** By entry, where the plan is at hand (`planRanges`). */
  readonly ranges?: ReadonlyMap<string, ReportRange>;
  /** Entries of the plan that the run was not about. */
  readonly leftOut?: readonly ReportEntry[];
  readonly samePlaces?: readonly SamePlace[];
}

/** What a run has done, by now. */
export function runReport(header: RunHeader, outcome: RunOutcome, context: ReportContext): MigrationReport {
  const { warnings, annotated } = outcome;
  const notes = [...new Set(warnings), ...(annotated > 0 ? [annotatedNote(annotated)] : [])];
  return {
    ...reportOf('run', header, outcome, context),
    notes,
    keys: [],
    samePlaces: context.samePlaces ?? [],
  };
}

function annotatedNote(paths: number): string {
  return `The custom metadata of ${paths} ${paths === 1 ? 'path tells' : 'paths tells'} who moved what and when.`;
}

/** What taking a run back has done, by now. */
export function undoReport(header: RunHeader, outcome: UndoOutcome, context: ReportContext): MigrationReport {
  return { ...reportOf('undo', header, outcome, context), notes: [], keys: outcome.keys, samePlaces: [] };
}

function reportOf(
  kind: 'run' | 'undo',
  header: RunHeader,
  { entries, stopped }: RunOutcome | UndoOutcome,
  context: ReportContext,
): Omit<MigrationReport, 'notes' | 'keys' | 'samePlaces'> {
  const { run, origin, namespace } = header;
  const outcomes = new Map(entries.map((entry) => [entry.id, entry]));
  const reported = header.entries.map((entry): ReportEntry => {
    const { status = 'not-reached', reason } = outcomes.get(entry.id) ?? {};
    return runEntry(entry, header.files[entry.file]?.uri ?? '', { status, reason }, context);
  });
  return {
    kind,
    run,
    origin,
    namespace,
    entries: [...reported, ...(context.leftOut ?? [])].toSorted(byPlace),
    blockers: [],
    ...(stopped === undefined ? {} : { stopped }),
  };
}

function runEntry(
  { id, line, target, action, reference }: JournalEntry,
  uri: string,
  { status, reason }: { readonly status: ReportStatus; readonly reason: string | undefined },
  { fileName, ranges }: ReportContext,
): ReportEntry {
  const range = ranges?.get(id);
  return {
    file: fileName(uri),
    line: line + 1,
    ...(range ? { range } : {}),
    target,
    action,
    reference,
    status,
    ...(reason === undefined ? {} : { reason: `${reason}.` }),
  };
}

function byPlace(left: ReportEntry, right: ReportEntry): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  const [from, to] = [left.range?.colStart ?? 0, right.range?.colStart ?? 0];
  return left.line - right.line || from - to;
}

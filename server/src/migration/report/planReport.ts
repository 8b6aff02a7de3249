import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Plan, PlanEntry, PlanFile } from '../plan/plan.ts';
import type { EntryJudgement, Judgement } from '../preflight/judgement.ts';
import type { MigrationReport, ReportEntry, ReportRange, ReportStatus } from './report.ts';
import { reportRange } from './reportRange.ts';

/** Where the secrets of a plan are, by entry. */
export function planRanges({ files, entries }: Plan): ReadonlyMap<string, ReportRange> {
  const texts = new Map(
    files.map(({ uri, document }) => [uri, TextDocument.create(uri, '', 0, document.text)]),
  );
  const ranges = new Map<string, ReportRange>();
  for (const { id, uri, finding } of entries) {
    const text = texts.get(uri);
    if (text) ranges.set(id, reportRange(text, finding));
  }
  return ranges;
}

/** What a plan would do. */
export function planReport(
  plan: Plan,
  judgement: Judgement,
  { origin, namespace }: { readonly origin: string; readonly namespace: string },
): MigrationReport {
  const files = new Map(plan.files.map((file) => [file.uri, file]));
  const ranges = planRanges(plan);
  const entries = plan.entries.map((entry) =>
    planEntry(entry, files.get(entry.uri), ranges.get(entry.id), judgement.entries.get(entry.id)),
  );
  const blockers = judgement.blockers.map(({ message }) => message);
  const notes = planNotes(plan, judgement);
  return { kind: 'plan', origin, namespace, entries, blockers, notes, keys: [], samePlaces: [] };
}

/** The same for an entry of a plan that a run leaves out, whatever the reason. */
export function leftOutEntries(plan: Plan, judgement: Judgement): readonly ReportEntry[] {
  return planReport(plan, judgement, { origin: '', namespace: '' }).entries.filter(
    ({ status }) => status === 'left-out',
  );
}

function planEntry(
  { target, reference, uri, notes }: PlanEntry,
  file: PlanFile | undefined,
  range: ReportRange | undefined,
  judged: EntryJudgement | undefined,
): ReportEntry {
  const reason = [...(judged?.reason === undefined ? [] : [judged.reason]), ...notes].join(' ');
  return {
    file: file?.path ?? uri,
    line: range?.line ?? 1,
    ...(range ? { range } : {}),
    target,
    action: judged?.action ?? 'unknown',
    reference,
    status: statuses[judged?.status ?? 'left'],
    ...(reason === '' ? {} : { reason }),
  };
}

const statuses: Readonly<Record<EntryJudgement['status'], ReportStatus>> = {
  ready: 'planned',
  blocked: 'blocked',
  left: 'left-out',
};

function planNotes({ template }: Plan, { kvV1Paths, probes }: Judgement): readonly string[] {
  const notes: string[] = [];
  if (template.origin === 'workspace') {
    notes.push('The targets come from a template in the settings of the workspace: confirm that on its own.');
  }
  if (kvV1Paths.length > 0) {
    notes.push(
      'KV v1 has no check-and-set, so another write at the same moment could be lost: confirm that first.',
    );
  }
  if (probes.length > 0) {
    notes.push(
      'A mount does not show whether it deletes its secrets by itself: one path is written first to see.',
    );
  }
  return notes;
}

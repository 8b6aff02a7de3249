import type { MigrationReport, ReportEntry, ReportStatus } from './report.ts';

const words: Readonly<Record<ReportStatus, string>> = {
  planned: 'would be moved',
  blocked: 'would be moved, but something stands in the way',
  'left-out': 'left out',
  moved: 'moved',
  reused: 'replaced; Vault held the same value already',
  'not-moved': 'not moved; the file has its plaintext',
  unclear: 'unclear; look at the file',
  'not-reached': 'not reached',
  restored: 'restored',
  'not-restored': 'not restored; the file is as it was',
};

/** What became of an entry, in a few words. */
export function statusWords({ status }: ReportEntry): string {
  return words[status];
}

/** The whole report in a sentence or two. */
export function summary(report: MigrationReport): string {
  const stopped = report.stopped === undefined ? '' : ` ${stops[report.stopped]}`;
  return `${counted(report)}${stopped}`;
}

const stops = {
  cancelled: 'You cancelled it; it can be continued or undone.',
  journal: 'It stopped because its journal cannot be written.',
} as const;

function counted({ kind, entries, origin, namespace }: MigrationReport): string {
  const count = (...statuses: readonly ReportStatus[]): number =>
    entries.filter(({ status }) => statuses.includes(status)).length;
  const total = secrets(entries.length);
  switch (kind) {
    case 'plan': {
      const place = namespace === '' ? origin : `${origin}, namespace ${namespace}`;
      return `${count('planned', 'blocked')} of ${total} would be moved to ${place}.`;
    }
    case 'run':
      return `${count('moved', 'reused')} of ${total} moved.`;
    case 'undo':
      return `${count('restored')} of ${total} restored.`;
  }
}

function secrets(count: number): string {
  return count === 1 ? '1 secret' : `${count} secrets`;
}

/** Whether values of a report have left their files, so that what is said about other copies is due. */
export function hasMoved({ kind, entries }: MigrationReport): boolean {
  return kind === 'run' && entries.some(({ status }) => status === 'moved' || status === 'reused');
}

/** What a move cannot reach. Sentences. */
export const rotation =
  'Moving a secret does not take its old text out of the places below. Whoever can read them has it, so rotate what was moved.';

/** Where the old text may be, whatever the run did. */
export const copies: readonly string[] = [
  'The history of git, and every clone and fork of the repository.',
  "The editor's undo, local history and backups of unsaved files (hot exit).",
  'Backups of the disk, and files that were synchronised or deployed.',
];

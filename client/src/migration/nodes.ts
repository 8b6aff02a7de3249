import type {
  MigrationBlocker,
  MigrationEntry,
  MigrationFile,
  MigrationPlan,
  MigrationRunView,
} from '../../../server/src/protocol.ts';
import type { PlanChange } from './planEdits.ts';

type SkippedFile = MigrationPlan['skipped'][number];

/** An entry of the view "Migration". */
export type MigrationNode =
  | { readonly kind: 'run'; readonly run: MigrationRunView }
  | { readonly kind: 'blockers'; readonly blockers: readonly MigrationBlocker[] }
  | { readonly kind: 'blocker'; readonly blocker: MigrationBlocker; readonly index: number }
  | { readonly kind: 'file'; readonly file: MigrationFile }
  | { readonly kind: 'entry'; readonly file: MigrationFile; readonly entry: MigrationEntry }
  | { readonly kind: 'skipped'; readonly skipped: readonly SkippedFile[] }
  | { readonly kind: 'skipped-file'; readonly skipped: SkippedFile; readonly index: number };

/** What stands at the root: what is unfinished, what has to be mended, the files of the plan, and what it could not see. */
export function rootNodes(
  plan: MigrationPlan | undefined,
  unfinished: readonly MigrationRunView[],
): readonly MigrationNode[] {
  const { blockers, files, skipped } = plan ?? { blockers: [], files: [], skipped: [] };
  return [
    ...unfinished.map((run) => ({ kind: 'run', run }) as const),
    ...(blockers.length > 0 ? [{ kind: 'blockers', blockers } as const] : []),
    ...files.map((file) => ({ kind: 'file', file }) as const),
    ...(skipped.length > 0 ? [{ kind: 'skipped', skipped } as const] : []),
  ];
}

/** Entries below one. */
export function childNodes(node: MigrationNode): readonly MigrationNode[] {
  switch (node.kind) {
    case 'blockers':
      return node.blockers.map((blocker, index) => ({ kind: 'blocker', blocker, index }));
    case 'file':
      return node.file.entries.map((entry) => ({ kind: 'entry', file: node.file, entry }));
    case 'skipped':
      return node.skipped.map((skipped, index) => ({ kind: 'skipped-file', skipped, index }));
    case 'run':
    case 'blocker':
    case 'entry':
    case 'skipped-file':
      return [];
  }
}

/** Entries of a file that can be ticked. */
export function movable({ entries }: MigrationFile): readonly MigrationEntry[] {
  return entries.filter(({ canMove }) => canMove);
}

/** What ticking and unticking nodes comes to: a file stands for all of its entries that can be moved. */
export function changesByTicks(ticks: readonly (readonly [MigrationNode, boolean])[]): readonly PlanChange[] {
  const changes = new Map<string, PlanChange>();
  for (const [node, isOn] of ticks) {
    for (const entry of tickedBy(node)) {
      if (entry.isOn !== isOn) changes.set(entry.id, { entry: entry.id, isOn });
    }
  }
  return [...changes.values()];
}

function tickedBy(node: MigrationNode): readonly MigrationEntry[] {
  if (node.kind === 'file') return movable(node.file);
  return node.kind === 'entry' && node.entry.canMove ? [node.entry] : [];
}

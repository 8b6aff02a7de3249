import type { WorkspaceFolder } from 'vscode-languageserver';
import { comparable } from '../../handlers/workspacePlace.ts';
import { runState } from '../../migration/journal/runState.ts';
import type { StoredRun } from '../../migration/journal/runStore.ts';
import type { MigrationRunView } from '../../protocol.ts';

/** Runs as a client shows them. One whose journal makes no sense is left out. */
export function runViews(
  runs: readonly StoredRun[],
  folders: readonly WorkspaceFolder[],
): readonly MigrationRunView[] {
  const open = new Set(folders.map(({ uri }) => addressOf(uri)));
  return runs.flatMap(({ run, header, records, isOwned }) => {
    const state = runState(records);
    if (!state) return [];
    const { startedAt, origin, namespace, entries } = header;
    return {
      run,
      startedAt,
      origin,
      namespace,
      phase: state.phase,
      moved: state.edited.size,
      total: entries.length,
      isOwned,
      isHere: header.folders.length > 0 && header.folders.every((folder) => open.has(addressOf(folder))),
    };
  });
}

function addressOf(folder: string): string {
  return comparable(folder).replace(/\/$/, '');
}

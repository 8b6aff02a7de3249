import type { MigrationRunView } from '../../../server/src/protocol.ts';
import { placeOf } from '../connection/statusText.ts';
import type { MigrationItem } from './item.ts';
import { progressText, shown, startText } from './runText.ts';

/** How an unfinished run is shown: its actions are continue, undo and dismiss, and none while a process is at it. */
export function runItem(run: MigrationRunView): MigrationItem {
  const progress = progressText(run);
  // The view is narrow: what comes first has to say how far it is.
  const label = `${progress.charAt(0).toUpperCase()}${progress.slice(1)}`;
  const description = `migration of ${startText(run)}`;
  return {
    id: `run ${run.run}`,
    label,
    description,
    tooltip: `${label}\n${description}\n${shown(placeOf(run))}`,
    spoken: `${label}, ${description}`,
    icon: run.isOwned ? 'sync' : 'warning',
    children: 'none',
    context: `run.${run.isOwned ? 'owned' : run.phase}`,
  };
}

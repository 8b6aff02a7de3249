import type { MigrationBlocker } from '../../../server/src/protocol.ts';
import type { MigrationItem } from './item.ts';
import { shown } from './runText.ts';

/** How something that stands in the way is shown; its action is the remedy. */
export function blockerItem({ message, remedy }: MigrationBlocker, index: number): MigrationItem {
  const text = shown(message);
  return {
    id: `blocker ${index}`,
    label: text,
    description: '',
    tooltip: text,
    spoken: `To mend first: ${text}`,
    icon: 'error',
    children: 'none',
    context: remedy === undefined ? 'blocker' : `blocker.${remedy}`,
  };
}

import { counted } from '../scan/scanResults.ts';
import { blockerItem } from './blockerItem.ts';
import { entryItem } from './entryItem.ts';
import { fileItem } from './fileItem.ts';
import type { MigrationItem } from './item.ts';
import type { MigrationNode } from './nodes.ts';
import { runItem } from './runItem.ts';
import { shown } from './runText.ts';

/** How a node is shown. `isMultiRoot` says whether paths need the name of their folder. */
export function migrationItem(node: MigrationNode, isMultiRoot: boolean): MigrationItem {
  switch (node.kind) {
    case 'run':
      return runItem(node.run);
    case 'blockers':
      return group('blockers', `${counted(node.blockers.length, 'thing')} to mend first`, 'error', 'open');
    case 'blocker':
      return blockerItem(node.blocker, node.index);
    case 'file':
      return fileItem(node.file, isMultiRoot);
    case 'entry':
      return entryItem(node.file, node.entry);
    case 'skipped':
      return group('skipped', `${counted(node.skipped.length, 'file')} not looked into`, 'info', 'closed');
    case 'skipped-file': {
      const [path, reason] = [shown(node.skipped.path), shown(node.skipped.reason)];
      const spoken = `${path}, not looked into: ${reason}`;
      return {
        ...group(`skipped ${node.index}`, path, 'circle-slash', 'none'),
        description: reason,
        tooltip: spoken,
        spoken,
        context: 'skipped-file',
      };
    }
  }
}

function group(id: string, label: string, icon: string, children: MigrationItem['children']): MigrationItem {
  return { id, label, description: '', tooltip: label, spoken: label, icon, children, context: id };
}

import type { MigrationFile } from '../../../server/src/protocol.ts';
import { counted } from '../scan/scanResults.ts';
import { movable } from './nodes.ts';
import { shown } from './runText.ts';
import type { MigrationItem } from './item.ts';

/** How a file of the plan is shown: ticked when everything in it that can be moved is. */
export function fileItem(file: MigrationFile, isMultiRoot: boolean): MigrationItem {
  const path = shown(isMultiRoot && file.folderName !== '' ? `${file.folderName}/${file.path}` : file.path);
  const slash = path.lastIndexOf('/');
  const candidates = movable(file);
  const ticked = candidates.filter(({ isOn }) => isOn).length;
  const count = `${ticked} of ${counted(file.entries.length, 'secret')}`;
  const folder = path.slice(0, Math.max(0, slash));
  return {
    id: `file ${file.uri}`,
    label: path.slice(slash + 1),
    description: folder === '' ? count : `${folder} · ${count}`,
    tooltip: `${path}: ${count} to be moved`,
    spoken: `${path}, ${count} to be moved`,
    icon: 'file',
    children: 'open',
    ...(candidates.length === 0 ? {} : { isOn: ticked === candidates.length }),
    context: 'file',
  };
}

import type { WorkspaceFolder } from 'vscode-languageserver';
import { comparable, heldIn } from '../handlers/workspacePlace.ts';
import { diskPath } from './fileAddress.ts';

/** A workspace folder on this machine's disk. */
export interface FolderPlace {
  readonly folder: WorkspaceFolder;
  readonly root: string;
  /** Slash paths, from it, of other folders of the workspace that lie in it. */
  readonly inner: readonly string[];
  /** Slash paths, from it, of what is meant; all of it when absent. */
  readonly paths?: readonly string[];
}

/** The folders of a workspace that are on this machine's disk, each once. */
export function everyPlace(folders: readonly WorkspaceFolder[]): readonly FolderPlace[] {
  const known = new Set<string>();
  return folders.flatMap((folder) => {
    const root = diskPath(folder.uri);
    const address = comparable(folder.uri).replace(/\/$/, '');
    if (root === undefined || known.has(address)) return [];
    known.add(address);
    return { folder, root, inner: innerOf(folder, folders) };
  });
}

/** Where some addresses lie, by folder; those that are in none are left out. */
export function placesOf(
  uris: readonly string[],
  folders: readonly WorkspaceFolder[],
): readonly FolderPlace[] {
  const places = everyPlace(folders);
  const holders = places.map((place) => ({ ...place.folder, place }));
  const paths = new Map<FolderPlace, Set<string>>();
  const whole = new Set<FolderPlace>();
  for (const uri of uris) {
    const itself = places.find(({ folder }) => isSame(folder.uri, uri));
    if (itself) whole.add(itself);
    const held = itself ? undefined : heldIn(uri, holders);
    if (held) paths.set(held.folder.place, (paths.get(held.folder.place) ?? new Set()).add(held.path));
  }
  return places.flatMap((place) => {
    if (whole.has(place)) return place;
    const named = paths.get(place);
    return named ? { ...place, paths: outermost(named) } : [];
  });
}

function innerOf(folder: WorkspaceFolder, folders: readonly WorkspaceFolder[]): readonly string[] {
  return folders.flatMap((other) => {
    const held = isSame(other.uri, folder.uri) ? undefined : heldIn(other.uri, [folder]);
    return held ? [held.path.replace(/\/$/, '')] : [];
  });
}

function isSame(one: string, other: string): boolean {
  return comparable(one).replace(/\/$/, '') === comparable(other).replace(/\/$/, '');
}

/** Without those that lie in another. */
function outermost(paths: ReadonlySet<string>): readonly string[] {
  return [...paths].filter((path) => {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      if (paths.has(path.slice(0, at))) return false;
    }
    return true;
  });
}

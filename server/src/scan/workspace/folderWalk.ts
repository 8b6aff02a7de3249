import { walkPatiently } from '../files/patientWalk.ts';
import type { WalkStep } from '../files/walk.ts';
import type { Exclusion } from './exclusions.ts';

/** What of a workspace folder is to be looked at. */
export interface FolderWalk {
  /** Path of the folder on this machine. */
  readonly root: string;
  /** Slash paths from the folder of those to look at; the whole folder when absent. */
  readonly only?: readonly string[] | undefined;
  readonly isExcluded: Exclusion;
}

/**
 * The YAML and JSON files of a workspace folder, `shown` and `relative` by their slash path from it. Parts of a folder
 * are reached from its top as well, so that whatever leaves something out of a walk of everything leaves it out of
 * theirs. The event loop has its turn meanwhile. Never throws.
 */
export async function* walkFolder({ root, only, isExcluded }: FolderWalk): AsyncIterable<WalkStep> {
  const isBeside = only === undefined ? (): boolean => false : besides(only);
  const options = { isExcluded: (path: string) => isBeside(path) || isExcluded(path) };
  for await (const step of walkPatiently(['.'], root, options)) {
    const placed = inFolder(step);
    const path = 'file' in placed ? placed.file.relative : placed.skipped.shown;
    // What lies on the way is not asked for itself.
    if (!isOnTheWay(path, only)) yield placed;
  }
}

/** Whether a path leads to none of the given ones and lies in none. */
function besides(only: readonly string[]): (path: string) => boolean {
  const named = new Set(only);
  const onTheWay = new Set(only.flatMap(foldersAbove));
  return (path) =>
    !onTheWay.has(path) && !named.has(path) && !foldersAbove(path).some((folder) => named.has(folder));
}

function isOnTheWay(path: string, only: readonly string[] | undefined): boolean {
  return only?.every((named) => path !== named && !path.startsWith(`${named}/`)) === true;
}

function foldersAbove(path: string): readonly string[] {
  const folders: string[] = [];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
    folders.push(path.slice(0, at));
  return folders;
}

function inFolder(step: WalkStep): WalkStep {
  if ('skipped' in step) {
    const { shown } = step.skipped;
    return { skipped: { ...step.skipped, shown: shown === '.' ? '' : slashes(shown) } };
  }
  const path = slashes(step.file.shown);
  return { file: { ...step.file, shown: path, relative: path, isArgument: false } };
}

function slashes(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}

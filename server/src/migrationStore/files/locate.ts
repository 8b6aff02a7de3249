import { isAbsolute, relative, sep } from 'node:path';
import type { FileProblem } from '../../migration/runFiles.ts';
import { diskPath } from '../../workspaceScan/fileAddress.ts';
import type { RunDisk } from '../runDisk.ts';
import { problemOf } from './problems.ts';

/** Where a file is, without links; or why it is not to be looked at. */
export type Located = { readonly path: string } | { readonly problem: FileProblem };

/**
 * The file of an address, within one of the folders: a link that leads out of them is not followed, one that stays inside
 * is. Addresses may come from a journal that anybody has written. Never throws.
 */
export async function locate(disk: RunDisk, roots: readonly string[], uri: string): Promise<Located> {
  const path = diskPath(uri);
  if (path === undefined || (isOfHost(path) && !roots.some((root) => isWithin(root, path)))) {
    return { problem: 'outside' };
  }
  try {
    const real = await disk.realPath(path);
    for (const root of roots) {
      const realRoot = await disk.realPath(root).catch(() => undefined);
      if (realRoot !== undefined && isWithin(realRoot, real)) return { path: real };
    }
    return { problem: 'outside' };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** `\\host\share`: Windows signs in to the host at the first look, so that comes after the folders. */
function isOfHost(path: string): boolean {
  return /^[\\/]{2}/.test(path);
}

/** Whether a path is a folder, or below it. Both are absolute. */
function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(isAbsolute(way) || way === '..' || way.startsWith(`..${sep}`));
}

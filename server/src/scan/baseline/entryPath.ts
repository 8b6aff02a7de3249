import { isAbsolute, relative, sep } from 'node:path';

/** How a baseline in a folder names a file, both absolute; undefined for one that does not lie below the folder. */
export function entryPath(folder: string, absolute: string): string | undefined {
  const path = relative(folder, absolute);
  if (path === '' || isAbsolute(path) || path.split(sep)[0] === '..') return undefined;
  return sep === '\\' ? path.replaceAll('\\', '/') : path;
}

import { isAbsolute, relative, sep } from 'node:path';
import { diskPath } from '../../workspaceScan/fileAddress.ts';

/** How a person calls the files of a run: from where they are, or by the whole path. */
export function runFileName(cwd: string): (uri: string) => string {
  return (uri) => {
    const path = diskPath(uri);
    if (path === undefined) return uri;
    const way = relative(cwd, path);
    return way.startsWith(`..${sep}`) || isAbsolute(way) ? path : way;
  };
}

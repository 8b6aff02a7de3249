import { walkConfigFiles, type WalkOptions } from '../../scan/files/walk.ts';
import type { Scanner } from '../../scan/scanner.ts';
import type { Source } from './source.ts';

/** The files at and below the given paths, as they are on disk. */
export function pathSource(
  paths: readonly string[],
  cwd: string,
  scanner: Scanner,
  options: WalkOptions = {},
): Source {
  return {
    root: cwd,
    scan: (request, tell) => scanner.scan(walkConfigFiles(paths, cwd, options), request, tell),
  };
}

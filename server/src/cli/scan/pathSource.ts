import { walkConfigFiles } from '../../scan/files/walk.ts';
import type { Exclusion } from '../../scan/workspace/exclusions.ts';
import type { Scanner } from '../../scan/scanner.ts';
import { excluding } from './excluding.ts';
import type { Source } from './source.ts';

/** The files at and below the given paths, as they are on disk. */
export function pathSource(
  paths: readonly string[],
  cwd: string,
  scanner: Scanner,
  isExcluded?: Exclusion,
): Source {
  return {
    root: cwd,
    scan: (request, tell) => scanner.scan(excluding(walkConfigFiles(paths, cwd), isExcluded), request, tell),
  };
}

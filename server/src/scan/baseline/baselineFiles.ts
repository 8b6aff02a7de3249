import { join } from 'node:path';
import type { Baseline } from './baseline.ts';
import { baselineFileName } from './baseline.ts';
import { type BaselineOnDisk, readBaselineFile, writeBaselineFile } from './baselineFile.ts';
import { type AsyncMarker, createAsyncMarker, newSalt } from './marks.ts';
import { renamedSince } from './renames.ts';

/** PORT: the baselines of workspace folders, by the paths of the folders on this machine. */
export interface BaselineFiles {
  /** The baseline in the root of a folder. Never throws. */
  read(root: string): BaselineOnDisk;
  /** See `writeBaselineFile`. */
  write(root: string, baseline: Baseline, before: string | undefined): string | undefined;
  /** Where git says files have gone since the baseline was changed last: see `renamedSince`. */
  renamed(root: string): Promise<ReadonlyMap<string, string>>;
  newSalt(): string;
  createMarker(salt: string): AsyncMarker;
}

/** Those on this machine's disk. */
export function createBaselineFiles(): BaselineFiles {
  return {
    read: (root) => readBaselineFile(join(root, baselineFileName)),
    write: (root, baseline, before) => writeBaselineFile(join(root, baselineFileName), baseline, before),
    renamed: (root) => renamedSince(join(root, baselineFileName), process.env),
    newSalt,
    createMarker: createAsyncMarker,
  };
}

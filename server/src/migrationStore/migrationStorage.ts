import { isAbsolute } from 'node:path';
import type { MigrationStorage } from '../runtime.ts';
import { createDiskFiles } from './files/diskFiles.ts';
import { createRunStore } from './runStore.ts';

/** Files and runs on the disk of this machine. */
export function createMigrationStorage(): MigrationStorage {
  return {
    openFiles: (folders) => createDiskFiles({ folders }),
    openRuns: (folder, keys) => (isAbsolute(folder) ? createRunStore({ folder, keys }) : undefined),
  };
}

import { join } from 'node:path';
import { errorCode } from '../../scan/files/readText.ts';
import { KEY_LENGTH } from '../fingerprints.ts';
import { nodeDisk } from '../nodeDisk.ts';
import { privateFolder } from '../privateFolder.ts';
import type { RunDisk } from '../runDisk.ts';
import { isRunId } from '../runId.ts';
import { readBytes, syncFolder, using, writeNewFile } from '../wholeFiles.ts';
import type { RunKeys } from './runKeys.ts';

/** Keys as files of a folder, for this user alone, one a run. For the command line, which has no keychain of its own. */
export function createFileKeys(folder: string, disk: RunDisk = nodeDisk): RunKeys {
  return {
    async store(run, key) {
      await privateFolder(disk, folder);
      await writeNewFile(disk, folder, keyPath(folder, run), key);
    },
    async load(run) {
      try {
        return await using(disk.open(keyPath(folder, run), 'read'), async (handle) => {
          if ((await handle.facts()).kind !== 'file') return undefined;
          const key = await readBytes(handle, KEY_LENGTH);
          return key?.length === KEY_LENGTH ? key : undefined;
        });
      } catch (error) {
        if (errorCode(error) === 'ENOENT') return undefined;
        throw error;
      }
    },
    async remove(run) {
      try {
        await disk.remove(keyPath(folder, run));
        await syncFolder(disk, folder);
      } catch (error) {
        if (errorCode(error) !== 'ENOENT') throw error;
      }
    },
  };
}

function keyPath(folder: string, run: string): string {
  if (!isRunId(run)) throw new Error('Not the name of a run.');
  return join(folder, `${run}.key`);
}

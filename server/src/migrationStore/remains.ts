import { join } from 'node:path';
import { errorCode } from '../scan/files/readText.ts';
import { readFrom } from './journal/journalFile.ts';
import { factsOf, runFiles } from './journal/storedRuns.ts';
import type { RunKeys } from './keys/runKeys.ts';
import type { LockWorld } from './lock/runLock.ts';
import { lockRun } from './lock/runLock.ts';
import { syncFolder, using } from './wholeFiles.ts';

type World = LockWorld & { readonly keys: RunKeys };

/**
 * Deletes the key and the journal of a run that this process has locked, for good. The key goes first: what a crash leaves
 * tells nobody anything of the values. @throws system errors.
 */
export async function destroyRun({ disk, folder, keys }: World, run: string): Promise<void> {
  await keys.remove(run);
  await disk.remove(join(folder, `${run}.jsonl`)).catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw error;
  });
  await syncFolder(disk, folder);
}

/** Most runs of which a look at the folder clears up what is left. */
const MAX_CLEARED = 20;

/**
 * Clears up what a crash has left of runs that were never begun, or were being dismissed: keys and locks without a
 * journal, and journals without a record. Best effort; never throws.
 */
export async function removeRemains(world: World): Promise<void> {
  try {
    let left = MAX_CLEARED;
    for (const [run, files] of await runFiles(world)) {
      // A journal that nobody holds or held has its header, unless it is empty: no need to read it.
      const mayBe = files.length !== 1 || files[0] !== 'jsonl' || (await factsOf(world, run))?.size === 0;
      if (!mayBe || left === 0 || !(await isRemains(world, run))) continue;
      left -= 1;
      await clear(world, run);
    }
  } catch {
    // Whoever comes next will try again.
  }
}

async function clear(world: World, run: string): Promise<void> {
  const lock = await lockRun(world, run);
  if (!lock) return;
  try {
    if (!(await isRemains(world, run))) return;
    await destroyRun(world, run);
    for (const name of await world.disk.names(world.folder)) {
      if (name.startsWith(`${run}.`) && name.endsWith('.tmp'))
        await world.disk.remove(join(world.folder, name));
    }
  } finally {
    await lock.release();
  }
}

async function isRemains(world: World, run: string): Promise<boolean> {
  try {
    return await using(world.disk.open(join(world.folder, `${run}.jsonl`), 'read'), async (handle) => {
      const content = await readFrom(handle, run);
      return content.kind === 'records' && content.records.length === 0;
    });
  } catch (error) {
    return errorCode(error) === 'ENOENT';
  }
}

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readBytes, using, writeBytes } from '../wholeFiles.ts';
import type { RunDisk } from '../runDisk.ts';
import type { ProcessFacts, Processes } from './processes.ts';
import { isGone, ownerText, readOwner } from './lockOwner.ts';

/** What a lock is made with. */
export interface LockWorld {
  readonly folder: string;
  readonly disk: RunDisk;
  readonly processes: Processes;
  /** Milliseconds since 1970, as the times of files. */
  readonly now: () => number;
}

/** A run that this process owns as long as the lock's file is there. */
export interface RunLock {
  /** Whether the run is still ours; marks the lock as in use. @throws nothing: what cannot be told is no. */
  isHeld(): Promise<boolean>;
  /** Takes away our own lock and no other. Never throws. */
  release(): Promise<void>;
}

const MAX_LOCK = 4_096;
const ATTEMPTS = 6;

/**
 * Locks a run for this process; undefined when another one has it, this one included.
 *
 * Each lock is a file of its own, with a random name: who wants the run first shows its lock and then looks for others. Of
 * two that do so at once, at least the later one sees the other's and steps back, whatever happens in between; and as a
 * name is never used again, what is taken away is the lock that was judged, and not one that came to its place.
 * @throws system errors.
 */
export async function lockRun(world: LockWorld, run: string): Promise<RunLock | undefined> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    if (await isLocked(world, run)) return undefined;
    const lock = await showLock(world, run);
    try {
      if (!(await hasRivals(world, run, lock.name))) return lock;
    } catch (error) {
      await lock.release();
      throw error;
    }
    // Both may have stepped back: who waits longer finds the other one there, or gone.
    await lock.release();
    await pause(Math.random() * 15 * attempt);
  }
  return undefined;
}

/** Whether a living process owns the run. @throws system errors. */
export async function isLocked(world: LockWorld, run: string): Promise<boolean> {
  return hasRivals(world, run, undefined);
}

/** Whether anybody else's lock is there. Those of owners that are gone are taken away, when we have shown ours. */
async function hasRivals(world: LockWorld, run: string, own: string | undefined): Promise<boolean> {
  for (const name of await lockNames(world, run)) {
    if (name === own) continue;
    const path = join(world.folder, name);
    if (!(await isLeftBehind(world, path))) return true;
    if (own !== undefined) await world.disk.remove(path).catch(() => undefined);
  }
  return false;
}

async function lockNames({ disk, folder }: LockWorld, run: string): Promise<readonly string[]> {
  return (await disk.names(folder)).filter((name) => name.startsWith(`${run}.`) && name.endsWith('.lock'));
}

async function isLeftBehind(world: LockWorld, path: string): Promise<boolean> {
  try {
    const { owner, modifiedMs } = await readLock(world.disk, path);
    return isGone(owner, world.now() - modifiedMs, world.processes);
  } catch (error) {
    // Given up meanwhile; anything else we cannot read may be somebody's.
    return error instanceof Error && 'code' in error && error.code === 'ENOENT';
  }
}

async function readLock(
  disk: RunDisk,
  path: string,
): Promise<{ readonly owner: ProcessFacts | undefined; readonly modifiedMs: number }> {
  return using(disk.open(path, 'read'), async (handle) => {
    const { kind, modified } = await handle.facts();
    const bytes = kind === 'file' ? await readBytes(handle, MAX_LOCK) : undefined;
    const owner = bytes && readOwner(Buffer.from(bytes).toString());
    return { owner, modifiedMs: Number(modified / 1_000_000n) };
  });
}

async function showLock(world: LockWorld, run: string): Promise<RunLock & { readonly name: string }> {
  const { disk, folder, processes } = world;
  const token = randomBytes(16).toString('hex');
  const name = `${run}.${token}.lock`;
  const path = join(folder, name);
  const hidden = join(folder, `${run}.${token}.tmp`);
  try {
    // Under its own name there is never a part of it to be seen.
    await using(disk.open(hidden, 'new'), async (handle) => {
      await writeBytes(handle, Buffer.from(ownerText(processes.self)));
      await handle.sync();
    });
    await disk.rename(hidden, path);
  } catch (error) {
    for (const left of [hidden, path]) await disk.remove(left).catch(() => undefined);
    throw error;
  }
  return {
    name,
    isHeld: () =>
      disk.touch(path).then(
        () => true,
        () => false,
      ),
    release: () => disk.remove(path).catch(() => undefined),
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

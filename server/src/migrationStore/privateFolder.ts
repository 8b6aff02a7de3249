import { dirname } from 'node:path';
import type { RunDisk } from './runDisk.ts';
import { syncFolder } from './wholeFiles.ts';

/**
 * Makes a folder that this user alone can look into, on disk for good, or takes back what others may do with one that is
 * there. @throws when it is a link, another user's, or cannot be made.
 */
export async function privateFolder(disk: RunDisk, path: string): Promise<void> {
  const first = await disk.makeFolder(path);
  const { kind, mode, owner } = await disk.facts(path);
  if (kind !== 'folder') throw new Error('Not a folder.');
  // There is no such function on Windows, where folders take their rights from the profile they are in.
  const user = process.geteuid?.();
  if (user === undefined) return;
  if (owner !== user) throw new Error('Not a folder of this user.');
  if ((mode & 0o077) !== 0) await disk.setFolderMode(path, 0o700);
  if (first !== undefined) await syncFrom(disk, path, first);
}

/** From the folder that holds the new one up to the one that holds the first new one. */
async function syncFrom(disk: RunDisk, path: string, first: string): Promise<void> {
  for (let made = path; ; made = dirname(made)) {
    await syncFolder(disk, dirname(made));
    if (made === first || made === dirname(made)) return;
  }
}

import { dirname } from 'node:path';
import type { FileOutcome } from '../../migration/runFiles.ts';
import type { FileFacts, RunDisk } from '../runDisk.ts';
import { syncFolder, using, writeBytes } from '../wholeFiles.ts';
import type { Refusal } from './problems.ts';
import { refusalOf, refused } from './problems.ts';
import type { SeenFile, Sight } from './seenFile.ts';
import { hasSameRights, isSame } from './seenFile.ts';
import { removeSiblings, siblingOf } from './siblings.ts';

export interface Replacement {
  readonly seen: SeenFile;
  readonly bytes: Uint8Array;
  /** Looks at the file again, by its address. */
  readonly look: () => Promise<Sight>;
}

/**
 * Puts other bytes in the place of a file in one step: they are on disk for good beside it, with the same mode and owner,
 * before they take its name. What is not kept, as Node cannot see it: access control lists and other extended attributes
 * (a SELinux label is the folder's), and the time of birth. Never throws.
 *
 * Between the last look and the renaming is one call of the system, in which another program's change would be lost: no
 * system that we know replaces a file on a condition. On Windows the file cannot be replaced while another program
 * has it open without sharing; that is refused, and nothing has happened.
 */
export async function replaceFile(disk: RunDisk, replacement: Replacement): Promise<FileOutcome> {
  const { path } = replacement.seen;
  await removeSiblings(disk, path);
  const sibling = siblingOf(path);
  let outcome: FileOutcome = { kind: 'unclear' };
  try {
    const written = await writeSibling(disk, sibling, replacement);
    outcome = typeof written === 'string' ? refused(written) : await takePlace(disk, sibling, path, written);
  } catch (error) {
    outcome = refused(refusalOf(error));
  }
  if (outcome.kind !== 'replaced') await disk.remove(sibling).catch(() => undefined);
  return outcome;
}

/** @returns what the sibling is, or why it may not take the file's place. @throws system errors. */
async function writeSibling(
  disk: RunDisk,
  sibling: string,
  { seen, bytes, look }: Replacement,
): Promise<FileFacts | Refusal> {
  const written = await using(disk.open(sibling, 'new'), async (handle) => {
    const facts = await handle.facts();
    const { owner, group, mode } = seen.facts;
    // Windows has neither: there a new file has the rights of its folder.
    const hasRights = process.geteuid !== undefined;
    // First the owner, while nobody else may read it; changing it takes bits from the mode, and so does writing.
    if (hasRights && (facts.owner !== owner || facts.group !== group)) await handle.setOwner(owner, group);
    await writeBytes(handle, bytes);
    if (hasRights && facts.mode !== mode) await handle.setMode(mode);
    await handle.sync();
    return handle.facts();
  });
  if (!hasSameRights(written, seen.facts)) return 'read-only';
  return (await whyNot(disk, seen, await look())) ?? written;
}

async function whyNot(disk: RunDisk, seen: SeenFile, now: Sight): Promise<Refusal | undefined> {
  if ('problem' in now) return now.problem;
  const isUntouched =
    now.path === seen.path && isSame(now.facts, seen.facts) && Buffer.compare(now.bytes, seen.bytes) === 0;
  return isUntouched && isSame(await disk.facts(seen.path), seen.facts) ? undefined : 'changed';
}

async function takePlace(
  disk: RunDisk,
  sibling: string,
  path: string,
  written: FileFacts,
): Promise<FileOutcome> {
  const failure = await disk.rename(sibling, path).catch((error: unknown) => refused(refusalOf(error)));
  // A server of files may have renamed it and its answer been lost; and another program may have come in between.
  const isThere = await disk.facts(path).then(
    ({ device, inode }) => device === written.device && inode === written.inode,
    () => undefined,
  );
  if (isThere === undefined || (!isThere && !failure)) return { kind: 'unclear' };
  if (!isThere && failure) return failure;
  return syncFolder(disk, dirname(path)).then(
    () => ({ kind: 'replaced' }),
    () => ({ kind: 'unclear' }),
  );
}

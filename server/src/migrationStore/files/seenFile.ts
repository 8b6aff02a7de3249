import { dirname } from 'node:path';
import type { FileProblem } from '../../migration/runFiles.ts';
import { maxBytes } from '../../scan/files/readText.ts';
import type { FileFacts, RunDisk } from '../runDisk.ts';
import { readBytes, using } from '../wholeFiles.ts';
import { problemOf } from './problems.ts';
import type { MarkedText } from './strictText.ts';
import { decodeStrict } from './strictText.ts';

/** A file that can be replaced, as it was at one time. */
export interface SeenFile extends MarkedText {
  /** Without links. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly facts: FileFacts;
}

export type Sight = SeenFile | { readonly problem: FileProblem };

/** Reads a file and tells what would be in the way of replacing it. Never throws. */
export async function seeFile(disk: RunDisk, path: string): Promise<Sight> {
  try {
    const sight = await using(disk.open(path, 'read'), async (handle): Promise<Sight> => {
      const facts = await handle.facts();
      if (facts.kind !== 'file') return { problem: 'unreadable' };
      if (facts.names > 1) return { problem: 'linked' };
      const bytes = await readBytes(handle, maxBytes);
      if (!bytes) return { problem: 'too-large' };
      const content = decodeStrict(bytes);
      return content ? { ...content, path, bytes, facts } : { problem: 'not-text' };
    });
    return 'problem' in sight ? sight : await ifWritable(disk, sight);
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** A file without any right to write is meant to stay as it is, also for those who may do everything. */
async function ifWritable(disk: RunDisk, file: SeenFile): Promise<Sight> {
  if ((file.facts.mode & 0o222) === 0) return { problem: 'read-only' };
  try {
    await disk.mayWrite(file.path, 'file');
    await disk.mayWrite(dirname(file.path), 'folder');
    return file;
  } catch (error) {
    return { problem: problemOf(error) === 'missing' ? 'missing' : 'read-only' };
  }
}

/** Whether both are the same file, and nobody has touched it in between. */
export function isSame(one: FileFacts, other: FileFacts): boolean {
  const isOne = one.device === other.device && one.inode === other.inode && one.names === other.names;
  return isOne && one.size === other.size && one.modified === other.modified && hasSameRights(one, other);
}

export function hasSameRights(one: FileFacts, other: FileFacts): boolean {
  return one.mode === other.mode && one.owner === other.owner && one.group === other.group;
}

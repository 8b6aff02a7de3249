import { applyAll } from '../../languageService/migration/fileEdits.ts';
import type { FileChange, FileLook, FileOutcome, RunFiles } from '../../migration/runFiles.ts';
import { maxBytes } from '../../scan/files/readText.ts';
import { nodeDisk } from '../nodeDisk.ts';
import type { RunDisk } from '../runDisk.ts';
import { locate } from './locate.ts';
import { refused } from './problems.ts';
import { replaceFile } from './replaceFile.ts';
import { removeSiblings } from './siblings.ts';
import type { Sight } from './seenFile.ts';
import { seeFile } from './seenFile.ts';
import { encodeStrict } from './strictText.ts';

export interface DiskFilesOptions {
  /** Absolute paths of the folders, or files, that a run may change; asked for at each call. */
  readonly folders: () => readonly string[];
  readonly disk?: RunDisk;
}

/** The files of a run on this machine's disk. Those that an editor has open are the editor's. */
export function createDiskFiles({ folders, disk = nodeDisk }: DiskFilesOptions): RunFiles {
  const see = async (uri: string): Promise<Sight> => {
    const located = await locate(disk, folders(), uri);
    return 'problem' in located ? located : seeFile(disk, located.path);
  };
  return {
    async look(uri, signal) {
      signal.throwIfAborted();
      const sight = await see(uri);
      signal.throwIfAborted();
      return lookOf(sight);
    },
    replace: (uri, change) => replace(disk, () => see(uri), change),
    async tidy(uri) {
      const located = await locate(disk, folders(), uri);
      if ('path' in located) await removeSiblings(disk, located.path);
    },
  };
}

function lookOf(sight: Sight): FileLook {
  return 'problem' in sight
    ? { kind: 'unusable', problem: sight.problem }
    : { kind: 'text', text: sight.text };
}

async function replace(disk: RunDisk, look: () => Promise<Sight>, change: FileChange): Promise<FileOutcome> {
  const { before, edits, after } = change;
  const seen = await look();
  if ('problem' in seen) return refused(seen.problem);
  if (seen.text !== before) return refused('changed');
  const bytes = encodeStrict({ text: after, hasMark: seen.hasMark });
  if (!bytes || applyAll(before, edits) !== after) return refused('not-applied');
  if (bytes.length > maxBytes) return refused('too-large');
  return replaceFile(disk, { seen, bytes, look });
}

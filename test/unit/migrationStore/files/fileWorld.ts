import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FileChange, FileLook, FileOutcome } from '../../../../server/src/migration/runFiles.ts';
import { createDiskFiles } from '../../../../server/src/migrationStore/files/diskFiles.ts';
import { nodeDisk } from '../../../../server/src/migrationStore/nodeDisk.ts';
import type { RunDisk } from '../../../../server/src/migrationStore/runDisk.ts';
import { temporaryFolder } from '../../../support/temporaryFolder.ts';

export const BEFORE = '# kept\npassword: made-up-value\nname: übung\n';
export const AFTER = '# kept\npassword: vault://secret/app#password\nname: übung\n';

/** The change of a text in which something stands once. */
export function changeOf(
  before: string,
  old = 'made-up-value',
  newText = 'vault://secret/app#password',
): FileChange {
  const start = before.indexOf(old);
  const edits = [{ start, end: start + old.length, newText }];
  return { before, edits, after: before.replace(old, newText) };
}

/** A workspace folder on disk with one file, and things outside of it. */
export class FileWorld {
  readonly outside = temporaryFolder();
  readonly folder = join(this.outside, 'workspace');
  readonly path = join(this.folder, 'app.yaml');
  readonly uri = pathToFileURL(this.path).href;

  constructor(content: string | Uint8Array = BEFORE) {
    mkdirSync(this.folder);
    writeFileSync(this.path, content);
  }

  look(path = this.path, disk: RunDisk = nodeDisk): Promise<FileLook> {
    const { href } = pathToFileURL(path);
    return this.#files(disk).look(href, new AbortController().signal);
  }

  replace(change = changeOf(BEFORE), disk: RunDisk = nodeDisk, path = this.path): Promise<FileOutcome> {
    return this.#files(disk).replace(pathToFileURL(path).href, change);
  }

  tidy(path = this.path): Promise<void> {
    return this.#files(nodeDisk).tidy(pathToFileURL(path).href);
  }

  text(path = this.path): string {
    return readFileSync(path, 'utf8');
  }

  /** What is in the workspace folder, by name. */
  names(): readonly string[] {
    return readdirSync(this.folder).sort();
  }

  #files(disk: RunDisk): ReturnType<typeof createDiskFiles> {
    return createDiskFiles({ folders: () => [this.folder], disk });
  }
}

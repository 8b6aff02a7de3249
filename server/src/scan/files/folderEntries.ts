import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What a name in a folder stands for. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other';

/** A name in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly kind: EntryKind;
  /** Whether the name is what the file system has: bytes that are no UTF-8 are lost. */
  readonly isWhole: boolean;
}

/** The entries of a folder in the order of their names. @throws the error of the file system. */
export function folderEntries(folder: string): readonly FolderEntry[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  const torn = entries.some(({ name }) => name.includes('\ufffd')) ? tornNames(folder) : noNames;
  return entries
    .map((entry) => ({ name: entry.name, kind: kindOf(entry, folder), isWhole: !torn.has(entry.name) }))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

const noNames: ReadonlySet<string> = new Set();

/** Names as they are read, of those that are not what they are read as. */
function tornNames(folder: string): ReadonlySet<string> {
  const torn = new Set<string>();
  for (const bytes of readdirSync(folder, { encoding: 'buffer' })) {
    const name = bytes.toString();
    if (!Buffer.from(name).equals(bytes)) torn.add(name);
  }
  return torn;
}

/** Some file systems do not tell the type of an entry with its name. */
function kindOf(entry: Dirent, folder: string): EntryKind {
  const told = kindBy(entry);
  if (told !== 'other' || entry.isFIFO() || entry.isSocket() || entry.isCharacterDevice()) return told;
  try {
    return kindBy(lstatSync(join(folder, entry.name)));
  } catch {
    return 'other';
  }
}

function kindBy(entry: Pick<Dirent, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

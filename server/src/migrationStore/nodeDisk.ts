import type { BigIntStats } from 'node:fs';
import { constants } from 'node:fs';
import * as fs from 'node:fs/promises';
import type { FileFacts, OpenFor, RunDisk, RunHandle } from './runDisk.ts';

const flags: Partial<Record<string, number>> = constants;

/** A flag that this system may not have; Windows has none of those below. */
const flag = (name: `O_${string}`): number => flags[name] ?? 0;

const NO_LINK = flag('O_NOFOLLOW');

const FLAGS: Readonly<Record<OpenFor, number>> = {
  read: constants.O_RDONLY | NO_LINK | flag('O_NONBLOCK'),
  new: constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | NO_LINK,
  append: constants.O_RDWR | constants.O_APPEND | NO_LINK | flag('O_NONBLOCK'),
};

/** The file system of this machine. What it creates is for this user alone. */
export const nodeDisk: RunDisk = {
  async open(path, mode) {
    if (NO_LINK === 0 && mode !== 'new') await refuseLink(path);
    return handleOf(await fs.open(path, FLAGS[mode], 0o600));
  },
  facts: async (path) => factsOf(await fs.lstat(path, { bigint: true })),
  realPath: (path) => fs.realpath(path),
  mayWrite: (path, kind) =>
    fs.access(path, kind === 'file' ? constants.W_OK : constants.W_OK | constants.X_OK),
  rename: (from, to) => fs.rename(from, to),
  remove: (path) => fs.unlink(path),
  names: (folder) => fs.readdir(folder),
  makeFolder: (path) => fs.mkdir(path, { recursive: true, mode: 0o700 }),
  setFolderMode: (path, mode) => fs.chmod(path, mode),
  openFolder: (path) => fs.open(path, constants.O_RDONLY | flag('O_DIRECTORY')),
  async touch(path) {
    const now = new Date();
    await fs.utimes(path, now, now);
  },
};

async function refuseLink(path: string): Promise<void> {
  if ((await fs.lstat(path)).isSymbolicLink()) throw Object.assign(new Error('A link.'), { code: 'ELOOP' });
}

function handleOf(file: fs.FileHandle): RunHandle {
  return {
    facts: async () => factsOf(await file.stat({ bigint: true })),
    read: async (into) => (await file.read(into, 0, into.length, null)).bytesRead,
    write: async (bytes) => (await file.write(bytes, 0, bytes.length, null)).bytesWritten,
    truncate: (size) => file.truncate(size),
    setOwner: (owner, group) => file.chown(owner, group),
    setMode: (mode) => file.chmod(mode),
    sync: () => file.sync(),
    close: () => file.close(),
  };
}

function factsOf(stats: BigIntStats): FileFacts {
  return {
    kind: kindOf(stats),
    device: stats.dev,
    inode: stats.ino,
    size: Number(stats.size),
    mode: Number(stats.mode) & 0o7777,
    owner: Number(stats.uid),
    group: Number(stats.gid),
    names: Number(stats.nlink),
    modified: stats.mtimeNs,
  };
}

function kindOf(stats: BigIntStats): FileFacts['kind'] {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'folder';
  return stats.isSymbolicLink() ? 'link' : 'other';
}

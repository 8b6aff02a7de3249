import { errorCode } from '../scan/files/readText.ts';
import type { RunDisk, RunHandle } from './runDisk.ts';

/** All bytes of a file from where it is read; undefined when there are more than `max`. */
export async function readBytes(handle: RunHandle, max: number): Promise<Uint8Array | undefined> {
  const { size } = await handle.facts();
  if (size > max) return undefined;
  // One more, to see the end where the size is as it was told.
  let bytes = new Uint8Array(size + 1);
  let length = 0;
  for (;;) {
    const count = await handle.read(bytes.subarray(length));
    if (count === 0) return bytes.subarray(0, length);
    length += count;
    if (length > max) return undefined;
    if (length === bytes.length) bytes = grown(bytes, max);
  }
}

/** Writes all bytes. A call may take a part of them, as at the end of a full disk. */
export async function writeBytes(handle: RunHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const count = await handle.write(bytes.subarray(at));
    if (count === 0) throw new Error('Nothing was written.');
    at += count;
  }
}

/** Opens, uses and closes. An error of `use` is the one that is told. */
export async function using<Handle extends Pick<RunHandle, 'close'>, T>(
  opening: Promise<Handle>,
  use: (handle: Handle) => Promise<T>,
): Promise<T> {
  const handle = await opening;
  try {
    return await use(handle);
  } finally {
    await handle.close().catch(() => undefined);
  }
}

/** Has a new file on disk for good, and its folder. @throws system errors, after taking away what was begun. */
export async function writeNewFile(
  disk: RunDisk,
  folder: string,
  path: string,
  bytes: Uint8Array,
): Promise<void> {
  const handle = await disk.open(path, 'new');
  try {
    await using(Promise.resolve(handle), async () => {
      await writeBytes(handle, bytes);
      await handle.sync();
    });
    await syncFolder(disk, folder);
  } catch (error) {
    await disk.remove(path).catch(() => undefined);
    throw error;
  }
}

/** What systems say that have no such thing as a folder's contents on disk, or where it may not be read. */
const CANNOT_SYNC = new Set([
  'EINVAL',
  'EPERM',
  'EACCES',
  'EISDIR',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
  'EBADF',
]);

/** Has the names in a folder on disk for good, where the system can. @throws other system errors. */
export async function syncFolder(disk: RunDisk, folder: string): Promise<void> {
  try {
    await using(disk.openFolder(folder), (handle) => handle.sync());
  } catch (error) {
    if (!CANNOT_SYNC.has(errorCode(error))) throw error;
  }
}

function grown(bytes: Uint8Array, max: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.min(max + 1, bytes.length * 2 + 4_096));
  larger.set(bytes);
  return larger;
}

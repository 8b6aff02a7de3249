import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Whether there is a file or folder at `path`. */
export function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/**
 * Fills `folder` by `fill`, which works in a folder beside it that is renamed at the end: of two processes at once,
 * or after a crash, each sees nothing or all of it. Does nothing where the folder is there.
 * @throws what `fill` throws.
 */
export async function ensureFolder(folder: string, fill: (partial: string) => Promise<void>): Promise<void> {
  if (await exists(folder)) return;
  const partial = join(dirname(folder), `.partial-${basename(folder)}-${randomUUID()}`);
  await mkdir(partial, { recursive: true });
  try {
    await fill(partial);
    // Fails where the other process was first; then its folder is the one to use.
    await rename(partial, folder).catch(async (error: unknown) => {
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

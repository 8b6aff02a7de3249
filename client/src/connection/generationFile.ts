import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SharedFile } from './generations.ts';

export const generationFileName = 'sign-outs.json';

/** The file in a folder that all windows on this machine share: the extension's global storage. */
export function generationFile(folder: string): SharedFile {
  const file = join(folder, generationFileName);
  return {
    read: () => readFile(file, 'utf8').catch(() => undefined),
    write: async (text) => {
      await mkdir(folder, { recursive: true });
      const partial = `${file}.${randomUUID()}`;
      try {
        await writeFile(partial, text);
        await rename(partial, file);
      } finally {
        await rm(partial, { force: true });
      }
    },
  };
}

import { createHash, randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { RunDisk } from '../runDisk.ts';

/** Longest name that is repeated in the sibling's, in bytes: names have at most 255. */
const MAX_NAME = 200;

/** A name beside a file that nobody foresees, for the text that will take its place: `.NAME.vault-refs-XXXX.tmp`. */
export function siblingOf(path: string): string {
  return join(dirname(path), `${prefixOf(path)}${randomBytes(8).toString('hex')}.tmp`);
}

/** Takes away what crashes have left beside a file. Best effort; never throws. */
export async function removeSiblings(disk: RunDisk, path: string): Promise<void> {
  const folder = dirname(path);
  const names = await disk.names(folder).catch(() => []);
  for (const name of names.filter((one) => isSibling(path, one))) {
    const facts = await disk.facts(join(folder, name)).catch(() => undefined);
    if (facts?.kind === 'file') await disk.remove(join(folder, name)).catch(() => undefined);
  }
}

function isSibling(path: string, name: string): boolean {
  const prefix = prefixOf(path);
  return name.startsWith(prefix) && /^[0-9a-f]{16}\.tmp$/.test(name.slice(prefix.length));
}

function prefixOf(path: string): string {
  const name = basename(path);
  const label =
    Buffer.byteLength(name) <= MAX_NAME ? name : createHash('sha256').update(name).digest('hex').slice(0, 32);
  return `.${label}.vault-refs-`;
}

import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

const maxBytes = 16 * 1024;

/** Where `vault login` and `bao login` put the token. */
function tokenFilePath(homeDirectory: string): string {
  return join(homeDirectory, '.vault-token');
}

/** Whether the person has a token file; it is not read. */
export function hasTokenFile(homeDirectory: string): boolean {
  return existsSync(tokenFilePath(homeDirectory));
}

/** The token in the person's token file, or undefined when there is none that can be read. */
export function readTokenFile(homeDirectory: string): string | undefined {
  try {
    const file = tokenFilePath(homeDirectory);
    const { size } = statSync(file);
    const token = size <= maxBytes ? readFileSync(file, 'utf8').trim() : '';
    return token === '' ? undefined : token;
  } catch {
    return undefined;
  }
}

/** Whether something has the token file's name, also what cannot be read as one. */
export function isTokenFileTaken(homeDirectory: string): boolean {
  return lstatSync(tokenFilePath(homeDirectory), { throwIfNoEntry: false }) !== undefined;
}

/**
 * Writes the token where `vault login` puts it, for the person alone to read. The file is there whole or not at all,
 * and without `replace` what is there stays, also what came a moment ago.
 * @throws the file system's error.
 */
export async function writeTokenFile(
  homeDirectory: string,
  token: string,
  { replace }: { readonly replace: boolean },
): Promise<void> {
  const target = tokenFilePath(homeDirectory);
  const partial = `${target}.${randomBytes(6).toString('hex')}`;
  try {
    await writeNew(partial, token);
    if (replace) await rename(partial, target);
    else await link(partial, target);
  } finally {
    await rm(partial, { force: true });
  }
}

async function writeNew(file: string, token: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(token);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

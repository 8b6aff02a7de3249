import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, statSync } from 'node:fs';
import { link, open, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const maxBytes = 16 * 1024;

/**
 * Where `vault login` and `bao login` put the token: what `BAO_TOKEN_PATH` or `VAULT_TOKEN_PATH` names, else
 * `~/.vault-token`. An editor gives no variables: a repository's container may have set them.
 */
export function tokenFilePath(
  homeDirectory: string,
  environment: Readonly<Record<string, string | undefined>> = {},
): string {
  const named = (environment['BAO_TOKEN_PATH'] || environment['VAULT_TOKEN_PATH']) ?? '';
  if (named === '') return join(homeDirectory, '.vault-token');
  return named.startsWith('~/') ? join(homeDirectory, named.slice(2)) : resolve(named);
}

/** Whether the person has a token file; it is not read. */
export function hasTokenFile(file: string): boolean {
  return existsSync(file);
}

/** The token in the person's token file, or undefined when there is none that can be read. */
export function readTokenFile(file: string): string | undefined {
  try {
    const { size } = statSync(file);
    const token = size <= maxBytes ? readFileSync(file, 'utf8').trim() : '';
    return token === '' ? undefined : token;
  } catch {
    return undefined;
  }
}

/** Whether something has the token file's name, also what cannot be read as one. */
export function isTokenFileTaken(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

/**
 * Writes the token where `vault login` puts it, for the person alone to read. The file is there whole or not at all,
 * and without `replace` what is there stays, also what came a moment ago.
 * @throws the file system's error.
 */
export async function writeTokenFile(
  target: string,
  token: string,
  { replace }: { readonly replace: boolean },
): Promise<void> {
  const partial = `${target}.${randomBytes(6).toString('hex')}`;
  try {
    await writeNew(partial, token);
    if (replace) await rename(partial, target);
    else await link(partial, target);
  } finally {
    await rm(partial, { force: true });
  }
}

/** Deletes the token file; false when there is none. @throws the file system's error. */
export async function removeTokenFile(file: string): Promise<boolean> {
  if (!isTokenFileTaken(file)) return false;
  await rm(file);
  return true;
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

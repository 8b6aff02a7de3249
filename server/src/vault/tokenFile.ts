import { existsSync, readFileSync, statSync } from 'node:fs';
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

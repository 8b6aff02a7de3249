import type { SecretPath } from '../../languageService/secretStore.ts';
import { parentFolder } from '../kvPath.ts';

/**
 * Where a session need not try PATCH again: paths that the server has said it of, folders in which it was refused, and
 * mounts that have none. What is asked for nothing costs a request each time.
 */
export class Patching {
  readonly #paths = new Map<string, boolean>();
  readonly #folders = new Set<string>();
  readonly #mounts = new Set<string>();

  /** Whether PATCH is worth trying. What the server has said of the path itself counts first. */
  isWorthTrying(secret: SecretPath): boolean {
    if (this.#mounts.has(secret.mount)) return false;
    return this.#paths.get(pathOf(secret)) ?? !this.#folders.has(folderOf(secret));
  }

  /** The server has told the token's rights. */
  learnRight(secret: SecretPath, mayPatch: boolean): void {
    this.#paths.set(pathOf(secret), mayPatch);
  }

  /** PATCH was refused, and writing without it was not. `status` is 403 for the token, 405 for any. */
  learnRefusal(secret: SecretPath, status: number): void {
    if (status === 405) this.#mounts.add(secret.mount);
    else this.#folders.add(folderOf(secret));
    this.#paths.delete(pathOf(secret));
  }

  clear(): void {
    this.#paths.clear();
    this.#folders.clear();
    this.#mounts.clear();
  }
}

function pathOf({ mount, path }: SecretPath): string {
  return `${mount}\n${path}`;
}

function folderOf({ mount, path }: SecretPath): string {
  return `${mount}\n${parentFolder(path)}`;
}

import type { SecretStorage } from 'vscode';

/** Tokens in the editor's secret storage, each under the exact origin and namespace that it was given for. */
export class Credentials {
  readonly #storage: Pick<SecretStorage, 'get' | 'store' | 'delete'>;

  constructor(storage: Pick<SecretStorage, 'get' | 'store' | 'delete'>) {
    this.#storage = storage;
  }

  /** The token for this origin and namespace; undefined when none is stored or the storage cannot be read. */
  async token(origin: string, namespace: string): Promise<string | undefined> {
    try {
      return await this.#storage.get(storageKey(origin, namespace));
    } catch {
      // A locked or missing keyring is the same as no token: the user is asked for it.
      return undefined;
    }
  }

  /** @throws what the secret storage throws, for example without a keyring. */
  async store(origin: string, namespace: string, token: string): Promise<void> {
    await this.#storage.store(storageKey(origin, namespace), token);
  }

  /** @throws what the secret storage throws. */
  async forget(origin: string, namespace: string): Promise<void> {
    await this.#storage.delete(storageKey(origin, namespace));
  }
}

/** JSON keeps the two parts apart whatever is in them. */
function storageKey(origin: string, namespace: string): string {
  return `vaultRefs.token:${JSON.stringify([origin, namespace])}`;
}

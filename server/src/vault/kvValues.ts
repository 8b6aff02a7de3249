import type {
  CurrentSecret,
  MountInfo,
  SecretVault,
  WriteReceipt,
  WriteRequest,
} from '../languageService/migration/secretVault.ts';
import type { SecretPath } from '../languageService/secretStore.ts';
import { StoreError } from '../languageService/storeError.ts';
import { readKv1, writeKv1 } from './kv1Values.ts';
import { readKv2, readKv2Version, writeKv2 } from './kv2Values.ts';
import { deleteVersionAfter, requireKv } from './mounts.ts';
import type { VaultSession } from './vaultSession.ts';

/** Values through the current session; used by moving and creating a secret alone. */
export class SessionSecretVault implements SecretVault {
  readonly #session: () => VaultSession | undefined;
  readonly #onWritten: (path: SecretPath) => void;

  constructor(session: () => VaultSession | undefined, onWritten: (path: SecretPath) => void) {
    this.#session = session;
    this.#onWritten = onWritten;
  }

  get origin(): string | undefined {
    return this.#session()?.origin;
  }

  get namespace(): string {
    return this.#session()?.namespace ?? '';
  }

  async mountInfo(mount: string, signal: AbortSignal): Promise<MountInfo> {
    const { api } = this.#require();
    const kvVersion = await requireKv(api, mount, signal);
    if (kvVersion === 1) return { kvVersion, deleteVersionAfter: '' };
    return { kvVersion, deleteVersionAfter: await deleteVersionAfter(api, mount, signal) };
  }

  async readCurrent(secret: SecretPath, signal: AbortSignal): Promise<CurrentSecret> {
    const { api } = this.#require();
    const kvVersion = await requireKv(api, secret.mount, signal);
    return kvVersion === 1 ? readKv1(api, secret, signal) : readKv2(api, secret, signal);
  }

  async readVersion(secret: SecretPath, version: number, signal: AbortSignal): Promise<CurrentSecret> {
    const { api } = this.#require();
    const kvVersion = await requireKv(api, secret.mount, signal);
    return kvVersion === 1 ? readKv1(api, secret, signal) : readKv2Version(api, secret, version, signal);
  }

  async writeKey(request: WriteRequest, signal: AbortSignal): Promise<WriteReceipt> {
    const { api } = this.#require();
    try {
      return request.base.kvVersion === 1
        ? await writeKv1(api, request, signal)
        : await writeKv2(api, request, signal);
    } finally {
      this.#onWritten(request.secret);
    }
  }

  #require(): VaultSession {
    const session = this.#session();
    if (!session) throw new StoreError('not-signed-in', 'Sign in to Vault first.');
    return session;
  }
}

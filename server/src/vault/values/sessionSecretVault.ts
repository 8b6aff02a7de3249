import type {
  CurrentSecret,
  MountInfo,
  PathHistory,
  PathRights,
  RemoveRequest,
  SecretVault,
  WriteReceipt,
  WriteRequest,
} from '../../languageService/migration/secretVault.ts';
import type { SecretPath } from '../../languageService/secretStore.ts';
import { StoreError } from '../../languageService/storeError.ts';
import { mountSettings } from '../mounts.ts';
import type { VaultSession } from '../vaultSession.ts';
import { annotatePath } from './annotation.ts';
import { readHistory } from './history.ts';
import { readKv1 } from './kv1.ts';
import { readKv2, readKv2Version } from './reading.ts';
import { deleteVersion, removeKeys } from './removing.ts';
import { sessionRights } from './sessionRights.ts';
import { writeKeys } from './writing.ts';

/** Values through the current session; used by moving and creating secrets alone. */
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
    const session = this.#require();
    const kvVersion = await session.kvVersion(mount, signal);
    if (kvVersion === 1) return { kvVersion, deleteVersionAfter: '', maxVersions: 1 };
    return { kvVersion, ...(await mountSettings(session.api, mount, signal)) };
  }

  async readCurrent(secret: SecretPath, signal: AbortSignal): Promise<CurrentSecret> {
    const session = this.#require();
    const kvVersion = await session.kvVersion(secret.mount, signal);
    return kvVersion === 1 ? readKv1(session.api, secret, signal) : readKv2(session.api, secret, signal);
  }

  async readVersion(secret: SecretPath, version: number, signal: AbortSignal): Promise<CurrentSecret> {
    const session = this.#require();
    const kvVersion = await session.kvVersion(secret.mount, signal);
    if (kvVersion === 1) return readKv1(session.api, secret, signal);
    return readKv2Version(session.api, secret, version, signal);
  }

  writeKeys(request: WriteRequest, signal: AbortSignal): Promise<WriteReceipt> {
    return this.#changing(request.secret, signal, (session) => writeKeys(session, request, signal));
  }

  removeKeys(request: RemoveRequest, signal: AbortSignal): Promise<WriteReceipt> {
    return this.#changing(request.secret, signal, (session) => removeKeys(session, request, signal));
  }

  deleteVersion(secret: SecretPath, version: number, signal: AbortSignal): Promise<void> {
    return this.#changing(secret, signal, async (session) => {
      const kvVersion = await session.kvVersion(secret.mount, signal);
      await deleteVersion(session.api, kvVersion, { secret, version }, signal);
    });
  }

  async history(secret: SecretPath, signal: AbortSignal): Promise<PathHistory> {
    const session = this.#require();
    // On KV v1 `metadata/` is a folder of secrets like any other.
    if ((await session.kvVersion(secret.mount, signal)) === 1) return { kind: 'none' };
    return readHistory(session.api, secret, signal);
  }

  async rights(
    secrets: readonly SecretPath[],
    signal: AbortSignal,
  ): Promise<readonly (PathRights | undefined)[]> {
    return sessionRights(this.#require(), secrets, signal);
  }

  async annotate(
    secret: SecretPath,
    entries: ReadonlyMap<string, string>,
    signal: AbortSignal,
  ): Promise<boolean> {
    try {
      return await this.#changing(secret, signal, async (session) => {
        if ((await session.kvVersion(secret.mount, signal)) === 1) return false;
        return annotatePath(session.api, secret, entries, signal);
      });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof StoreError) return false;
      throw error;
    }
  }

  async #changing<T>(
    secret: SecretPath,
    signal: AbortSignal,
    change: (session: VaultSession) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted();
    const session = this.#require();
    try {
      return await change(session);
    } finally {
      this.#onWritten(secret);
    }
  }

  #require(): VaultSession {
    const session = this.#session();
    if (!session) throw new StoreError('not-signed-in', 'Sign in to Vault first.');
    return session;
  }
}

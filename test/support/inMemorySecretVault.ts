import type {
  CurrentSecret,
  MountInfo,
  PathHistory,
  PathRights,
  PresentSecret,
  RemoveRequest,
  SecretVault,
  WriteReceipt,
  WriteRequest,
} from '../../server/src/languageService/migration/secretVault.ts';
import { isTooMuch } from '../../server/src/languageService/migration/writeLimits.ts';
import type { SecretPath } from '../../server/src/languageService/secretStore.ts';
import { StoreError } from '../../server/src/languageService/storeError.ts';
import { failure } from './inMemoryVault/failure.ts';
import { KvState } from './inMemoryVault/kvState.ts';
import { refuseUnmergeable, withKeys, withoutKeys } from './inMemoryVault/merging.ts';
import { type Step, untilAborted, type VaultCall } from './inMemoryVault/steps.ts';
import type { Data } from './inMemoryVault/storedPath.ts';

export { failure } from './inMemoryVault/failure.ts';
export type { Step, VaultCall } from './inMemoryVault/steps.ts';

const allRights: PathRights = {
  read: true,
  create: true,
  update: true,
  patch: true,
  remove: true,
  readMetadata: true,
  patchMetadata: true,
};

/**
 * The value port with KV semantics as two servers showed them, and a memory. `onStep` runs at every step: it may act as
 * another client by the methods of {@link KvState}, throw (a refused call, or a lost answer), or never settle (a crash
 * or a hang). A write checks the version number and nothing else, as `cas` does.
 */
export class InMemorySecretVault extends KvState implements SecretVault {
  origin: string | undefined = 'https://vault.example:8200';
  namespace = '';
  onStep: (step: Step) => void | Promise<void> = () => undefined;
  /** Calls that the token may not make; `secret` is undefined for a call about a mount or several paths. */
  isDenied: (call: VaultCall, secret: SecretPath | undefined) => boolean = () => false;
  /** What the token is told of its rights; undefined for one that may not ask (no default policy). */
  rightsOf: (secret: SecretPath) => PathRights | undefined = () => allRights;
  /** Whether PATCH works. Without it all keys of the base are written again, over whatever has that version number. */
  canPatch = true;
  readonly calls: VaultCall[] = [];
  #steps = 0;

  mountInfo(path: string, signal: AbortSignal): Promise<MountInfo> {
    return this.#call('mountInfo', undefined, signal, () => {
      const { kvVersion, deleteVersionAfter, isConfigHidden, maxVersions } = this.mountOf(path);
      if (kvVersion === 1) return { kvVersion, deleteVersionAfter: '', maxVersions: 1 };
      if (isConfigHidden) return { kvVersion, deleteVersionAfter: undefined, maxVersions: undefined };
      return { kvVersion, deleteVersionAfter, maxVersions: maxVersions || 10 };
    });
  }

  readCurrent(secret: SecretPath, signal: AbortSignal): Promise<CurrentSecret> {
    return this.#call('readCurrent', secret, signal, () => this.read(secret, this.latest(secret)));
  }

  readVersion(secret: SecretPath, version: number, signal: AbortSignal): Promise<CurrentSecret> {
    return this.#call('readVersion', secret, signal, () =>
      this.read(secret, this.kvVersion(secret) === 1 ? this.latest(secret) : version),
    );
  }

  writeKeys({ secret, values, base }: WriteRequest, signal: AbortSignal): Promise<WriteReceipt> {
    return this.#call('writeKeys', secret, signal, () => {
      if (isTooMuch(values)) throw failure('too-large');
      if (base.kind === 'present') refuseUnmergeable(base, (key) => values.has(key));
      const isV1 = this.kvVersion(secret) === 1;
      if (isV1 && (base.kind === 'present' || this.peek(secret))) throw failure('conflict');
      if (!isV1) this.#checkVersion(secret, base);
      const kept = base.kind === 'absent' ? {} : this.#kept(secret, base);
      return this.addVersion(secret, withKeys(kept, values));
    });
  }

  removeKeys({ secret, keys, base }: RemoveRequest, signal: AbortSignal): Promise<WriteReceipt> {
    return this.#call('removeKeys', secret, signal, () => {
      const isKnown = keys.every((key) => Object.hasOwn(base.data, key));
      if (this.kvVersion(secret) === 1 || !isKnown) throw failure('conflict');
      refuseUnmergeable(base, () => false);
      this.#checkVersion(secret, base);
      return this.addVersion(secret, withoutKeys(this.#kept(secret, base), keys));
    });
  }

  deleteVersion(secret: SecretPath, version: number, signal: AbortSignal): Promise<void> {
    return this.#call('deleteVersion', secret, signal, () => this.softDelete(secret, version));
  }

  history(secret: SecretPath, signal: AbortSignal): Promise<PathHistory> {
    return this.#call<PathHistory>(
      'history',
      secret,
      signal,
      () => (this.kvVersion(secret) === 2 && this.stored(secret)?.history()) || { kind: 'none' },
      () => ({ kind: 'hidden' }),
    );
  }

  rights(secrets: readonly SecretPath[], signal: AbortSignal): Promise<readonly (PathRights | undefined)[]> {
    return this.#call<readonly (PathRights | undefined)[]>(
      'rights',
      undefined,
      signal,
      () => secrets.map((secret) => this.rightsOf(secret)),
      () => secrets.map(() => undefined),
    );
  }

  async annotate(
    secret: SecretPath,
    entries: ReadonlyMap<string, string>,
    signal: AbortSignal,
  ): Promise<boolean> {
    try {
      return await this.#call('annotate', secret, signal, () => {
        if (this.kvVersion(secret) === 1 || !this.stored(secret)) return false;
        this.setCustomMetadata(secret, Object.fromEntries(entries));
        return true;
      });
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof StoreError) return false;
      throw error;
    }
  }

  #checkVersion(secret: SecretPath, base: CurrentSecret): void {
    const cas = base.kind === 'present' ? base.version : base.cas;
    if (this.latest(secret) !== cas) throw failure('conflict');
  }

  /** What a patch keeps, which a deleted version answers with 404; without PATCH, what the base had. */
  #kept(secret: SecretPath, base: PresentSecret): Data {
    if (!this.canPatch) return base.data;
    const data = this.peek(secret);
    if (!data) throw failure('conflict');
    return data;
  }

  async #call<T>(
    call: VaultCall,
    secret: SecretPath | undefined,
    signal: AbortSignal,
    act: () => T,
    deny = (): T => {
      throw failure('denied');
    },
  ): Promise<T> {
    this.calls.push(call);
    await this.#step({ call, when: 'before', index: this.#steps++, secret }, signal);
    if (this.origin === undefined) throw failure('not-signed-in');
    const answer = this.isDenied(call, secret) ? deny() : act();
    await this.#step({ call, when: 'after', index: this.#steps++, secret }, signal);
    return answer;
  }

  async #step(step: Step, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await untilAborted(Promise.resolve(this.onStep(step)), signal);
    signal.throwIfAborted();
  }
}

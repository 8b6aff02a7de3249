import type {
  CurrentSecret,
  MountInfo,
  PathHistory,
  PathRights,
  PresentSecret,
  RemoveRequest,
  SecretVault,
  VaultErrorKind,
  WriteReceipt,
  WriteRequest,
} from '../../server/src/languageService/migration/secretVault.ts';
import { hasUnsafeNumber } from '../../server/src/languageService/migration/unsafeNumber.ts';
import { isTooMuch } from '../../server/src/languageService/migration/writeLimits.ts';
import type { KvVersion, SecretPath } from '../../server/src/languageService/secretStore.ts';
import { StoreError } from '../../server/src/languageService/storeError.ts';
import { type Step, untilAborted, type VaultCall } from './inMemoryVault/steps.ts';
import { type Data, type PathSettings, StoredPath } from './inMemoryVault/storedPath.ts';

export type { Step, VaultCall } from './inMemoryVault/steps.ts';

interface Mount {
  readonly kvVersion: KvVersion;
  /** As `config` would tell it. */
  readonly deleteVersionAfter: string;
  /** The token may not see `config`. */
  readonly isConfigHidden: boolean;
  /** 0 where it is not set: the server then keeps ten. */
  readonly maxVersions: number;
}

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
 * another client by the methods below, throw (a refused call, or a lost answer), or never settle (a crash or a hang).
 * A write checks the version number and nothing else, as `cas` does.
 */
export class InMemorySecretVault implements SecretVault {
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
  readonly #mounts = new Map<string, Mount>();
  readonly #paths = new Map<string, StoredPath>();
  #clock = 0;
  #steps = 0;

  constructor() {
    this.mount('secret');
  }

  mount(path: string, mount: Partial<Mount> = {}): void {
    const defaults = { kvVersion: 2, deleteVersionAfter: '', isConfigHidden: false, maxVersions: 0 } as const;
    this.#mounts.set(path, { ...defaults, ...mount });
  }

  /** Another client's write without check-and-set: replaces all keys. */
  put(secret: SecretPath, data: Data): void {
    this.#write(secret, data);
  }

  /** Another client's soft delete of a version, the current one if none is named (on KV v1, the end of the secret). */
  softDelete(secret: SecretPath, version = this.#latest(secret)): void {
    const found = this.#stored(secret)?.versions.get(version);
    if (!found || found.deleted) return;
    found.deleted = true;
    found.deletionTime = this.#now();
  }

  /** Another client deletes the path with its metadata: version numbers start again at 1. */
  remove(secret: SecretPath): void {
    this.#paths.delete(keyOf(secret));
  }

  /** Another client changes the settings of a path, which may have no version. */
  setPathSettings(secret: SecretPath, settings: Partial<PathSettings>): void {
    const stored = this.#open(secret);
    stored.settings = { ...stored.settings, ...settings };
  }

  /** Another client's entries in the custom metadata of a path, which may have no version. */
  setCustomMetadata(secret: SecretPath, entries: Readonly<Record<string, string>>): void {
    const { customMetadata } = this.#open(secret);
    for (const [key, value] of Object.entries(entries)) customMetadata.set(key, value);
  }

  /** The keys of the current version; undefined when there is none or it is deleted. */
  peek(secret: SecretPath): Data | undefined {
    const current = this.#stored(secret)?.current;
    return current && !current.deleted ? current.data : undefined;
  }

  /** The keys of all versions that are still kept, deleted ones included. */
  versionsOf(secret: SecretPath): readonly Data[] {
    return [...(this.#stored(secret)?.versions.values() ?? [])].map(({ data }) => data);
  }

  mountInfo(path: string, signal: AbortSignal): Promise<MountInfo> {
    return this.#call('mountInfo', undefined, signal, () => {
      const { kvVersion, deleteVersionAfter, isConfigHidden, maxVersions } = this.#mountOf(path);
      if (kvVersion === 1) return { kvVersion, deleteVersionAfter: '', maxVersions: 1 };
      if (isConfigHidden) return { kvVersion, deleteVersionAfter: undefined, maxVersions: undefined };
      return { kvVersion, deleteVersionAfter, maxVersions: maxVersions || 10 };
    });
  }

  readCurrent(secret: SecretPath, signal: AbortSignal): Promise<CurrentSecret> {
    return this.#call('readCurrent', secret, signal, () => this.#read(secret, this.#latest(secret)));
  }

  readVersion(secret: SecretPath, version: number, signal: AbortSignal): Promise<CurrentSecret> {
    return this.#call('readVersion', secret, signal, () =>
      this.#read(secret, this.#kvVersion(secret) === 1 ? this.#latest(secret) : version),
    );
  }

  writeKeys({ secret, values, base }: WriteRequest, signal: AbortSignal): Promise<WriteReceipt> {
    return this.#call('writeKeys', secret, signal, () => {
      if (isTooMuch(values)) throw failure('too-large');
      if (base.kind === 'present') refuseUnmergeable(base, (key) => values.has(key));
      if (this.#kvVersion(secret) === 1) {
        if (base.kind === 'present' || this.peek(secret)) throw failure('conflict');
      } else this.#checkVersion(secret, base);
      const kept = base.kind === 'absent' ? {} : this.#kept(secret, base);
      const added = [...values].map(([key, value]) => [key, value.replace(/\p{Cs}/gu, '\ufffd')] as const);
      return this.#write(secret, Object.fromEntries([...Object.entries(kept), ...added]));
    });
  }

  removeKeys({ secret, keys, base }: RemoveRequest, signal: AbortSignal): Promise<WriteReceipt> {
    return this.#call('removeKeys', secret, signal, () => {
      if (this.#kvVersion(secret) === 1) throw failure('conflict');
      if (!keys.every((key) => Object.hasOwn(base.data, key))) throw failure('conflict');
      refuseUnmergeable(base, () => false);
      this.#checkVersion(secret, base);
      const kept = Object.entries(this.#kept(secret, base)).filter(([key]) => !keys.includes(key));
      return this.#write(secret, Object.fromEntries(kept));
    });
  }

  deleteVersion(secret: SecretPath, version: number, signal: AbortSignal): Promise<void> {
    return this.#call('deleteVersion', secret, signal, () => {
      if (this.#kvVersion(secret) === 1) this.remove(secret);
      else this.softDelete(secret, version);
    });
  }

  history(secret: SecretPath, signal: AbortSignal): Promise<PathHistory> {
    return this.#call<PathHistory>(
      'history',
      secret,
      signal,
      () => (this.#kvVersion(secret) === 2 && this.#stored(secret)?.history()) || { kind: 'none' },
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
        const stored = this.#stored(secret);
        if (this.#kvVersion(secret) === 1 || !stored) return false;
        for (const [key, value] of entries) stored.customMetadata.set(key, value);
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
    if (this.#latest(secret) !== cas) throw failure('conflict');
  }

  /** What a patch keeps, which a deleted version answers with 404; without PATCH, what the base had. */
  #kept(secret: SecretPath, base: PresentSecret): Data {
    if (!this.canPatch) return base.data;
    const data = this.peek(secret);
    if (!data) throw failure('conflict');
    return data;
  }

  #write(secret: SecretPath, data: Data): WriteReceipt {
    const mount = this.#mountOf(secret.mount);
    const stored = this.#open(secret);
    if (mount.kvVersion === 1) {
      stored.add({ createdTime: '', deletionTime: '', data, deleted: false }, 1);
      return { version: 0, createdTime: '', deletionTime: '' };
    }
    const createdTime = this.#now();
    const isMortal = mount.deleteVersionAfter !== '' || stored.settings.deleteVersionAfter !== '';
    const deletionTime = isMortal ? this.#now() : '';
    const keep = Math.max(mount.maxVersions, stored.settings.maxVersions) || 10;
    const version = stored.add({ createdTime, deletionTime, data, deleted: false }, keep);
    return { version, createdTime, deletionTime };
  }

  #read(secret: SecretPath, number: number): CurrentSecret {
    const kvVersion = this.#kvVersion(secret);
    const version = this.#stored(secret)?.versions.get(number);
    if (!version || version.deleted) {
      return { kind: 'absent', kvVersion, cas: kvVersion === 1 ? 0 : this.#latest(secret) };
    }
    const { createdTime, deletionTime, data } = version;
    const shown = kvVersion === 1 ? 0 : number;
    return { kind: 'present', kvVersion, version: shown, createdTime, deletionTime, data };
  }

  #stored(secret: SecretPath): StoredPath | undefined {
    return this.#paths.get(keyOf(secret));
  }

  #open(secret: SecretPath): StoredPath {
    const stored = this.#stored(secret) ?? new StoredPath();
    this.#paths.set(keyOf(secret), stored);
    return stored;
  }

  #latest(secret: SecretPath): number {
    return this.#stored(secret)?.latest ?? 0;
  }

  #kvVersion({ mount }: SecretPath): KvVersion {
    return this.#mountOf(mount).kvVersion;
  }

  #mountOf(path: string): Mount {
    const mount = this.#mounts.get(path);
    if (!mount) throw failure('no-such-mount');
    return mount;
  }

  #now(): string {
    this.#clock += 1;
    return `2026-01-01T00:00:00.${String(this.#clock).padStart(9, '0')}Z`;
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

/** What the adapter refuses before it sends anything. */
function refuseUnmergeable(base: PresentSecret, isWritten: (key: string) => boolean): void {
  if (Object.keys(base.data).some(isWritten)) throw failure('conflict');
  if (hasUnsafeNumber(base.data)) throw failure('unsafe-number');
}

/** A failure as the adapter throws it. */
export function failure(kind: VaultErrorKind): StoreError {
  return new StoreError(kind, 'Made up for a test.');
}

function keyOf({ mount, path }: SecretPath): string {
  return `${mount}\n${path}`;
}

import type {
  CurrentSecret,
  MountInfo,
  SecretVault,
  VaultErrorKind,
  WriteReceipt,
  WriteRequest,
} from '../../server/src/languageService/migration/secretVault.ts';
import type { KvVersion, SecretPath } from '../../server/src/languageService/secretStore.ts';
import { StoreError } from '../../server/src/languageService/storeError.ts';

type Data = Readonly<Record<string, unknown>>;

interface Version {
  readonly createdTime: string;
  readonly deletionTime: string;
  readonly data: Data;
  deleted: boolean;
}

interface Mount {
  readonly kvVersion: KvVersion;
  /** As `config` would tell it; `hidden` when the token may not see it. */
  readonly deleteVersionAfter: string;
  readonly isConfigHidden: boolean;
  readonly maxVersions: number;
}

export type VaultCall = 'mountInfo' | 'readCurrent' | 'readVersion' | 'writeKey';

/** A moment of a call: `before` the server acts, or `after` it acted and before the answer arrives. */
export interface Step {
  readonly call: VaultCall;
  readonly when: 'before' | 'after';
  /** Number of the step since the vault was made, from 0. */
  readonly index: number;
}

/**
 * The value port with KV semantics as two servers showed them, and a memory. `onStep` runs at every step: it may act as
 * another client by the methods below, throw (a refused call, or a lost answer), or never settle (a crash or a hang).
 * `writeKey` checks the version number and nothing else, as `cas` does.
 */
export class InMemorySecretVault implements SecretVault {
  origin: string | undefined = 'https://vault.example:8200';
  namespace = '';
  onStep: (step: Step) => void | Promise<void> = () => undefined;
  readonly calls: VaultCall[] = [];
  readonly #mounts = new Map<string, Mount>();
  readonly #secrets = new Map<string, Map<number, Version>>();
  #clock = 0;
  #steps = 0;

  constructor() {
    this.mount('secret');
  }

  mount(path: string, mount: Partial<Mount> = {}): void {
    const defaults = {
      kvVersion: 2,
      deleteVersionAfter: '',
      isConfigHidden: false,
      maxVersions: 10,
    } as const;
    this.#mounts.set(path, { ...defaults, ...mount });
  }

  /** Another client's write without check-and-set: replaces all keys. */
  put(secret: SecretPath, data: Data): void {
    this.#write(secret, data);
  }

  /** Another client's soft delete of the current version (on KV v1, the end of the secret). */
  softDelete(secret: SecretPath): void {
    const current = this.#current(secret);
    if (current) current.deleted = true;
  }

  /** Another client deletes the path with its metadata: version numbers start again at 1. */
  remove(secret: SecretPath): void {
    this.#secrets.delete(keyOf(secret));
  }

  /** The keys of the current version; undefined when there is none or it is deleted. */
  peek(secret: SecretPath): Data | undefined {
    const current = this.#current(secret);
    return current && !current.deleted ? current.data : undefined;
  }

  /** The keys of all versions that are still kept, deleted ones included. */
  history(secret: SecretPath): readonly Data[] {
    return [...(this.#secrets.get(keyOf(secret))?.values() ?? [])].map(({ data }) => data);
  }

  mountInfo(path: string, signal: AbortSignal): Promise<MountInfo> {
    return this.#call('mountInfo', signal, () => {
      const { kvVersion, deleteVersionAfter, isConfigHidden } = this.#mountOf(path);
      return { kvVersion, deleteVersionAfter: isConfigHidden ? undefined : deleteVersionAfter };
    });
  }

  readCurrent(secret: SecretPath, signal: AbortSignal): Promise<CurrentSecret> {
    return this.#call('readCurrent', signal, () => this.#read(secret, this.#latest(secret)));
  }

  readVersion(secret: SecretPath, version: number, signal: AbortSignal): Promise<CurrentSecret> {
    return this.#call('readVersion', signal, () => this.#read(secret, version));
  }

  writeKey(request: WriteRequest, signal: AbortSignal): Promise<WriteReceipt> {
    return this.#call('writeKey', signal, () => {
      const { secret, key, value, base } = request;
      if (this.#mountOf(secret.mount).kvVersion === 1) {
        if (this.peek(secret)) throw failure('conflict');
      } else if (this.#latest(secret) !== (base.kind === 'present' ? base.version : base.cas)) {
        throw failure('conflict');
      }
      return this.#write(secret, { ...this.#kept(request), [key]: value.replace(/\p{Cs}/gu, '\ufffd') });
    });
  }

  /** A present path is patched, which a deleted version answers with 404; an absent one is replaced. */
  #kept({ secret, base }: WriteRequest): Data {
    if (base.kind === 'absent') return {};
    const data = this.peek(secret);
    if (!data) throw failure('conflict');
    return data;
  }

  #write(secret: SecretPath, data: Data): WriteReceipt {
    const { kvVersion, deleteVersionAfter, maxVersions } = this.#mountOf(secret.mount);
    const versions = this.#secrets.get(keyOf(secret)) ?? new Map<number, Version>();
    const version = this.#latest(secret) + 1;
    const createdTime = kvVersion === 1 ? '' : this.#now();
    const deletionTime = deleteVersionAfter === '' ? '' : this.#now();
    versions.set(version, { createdTime, deletionTime, data, deleted: false });
    versions.delete(kvVersion === 1 ? version - 1 : version - maxVersions);
    this.#secrets.set(keyOf(secret), versions);
    return { version: kvVersion === 1 ? 0 : version, createdTime, deletionTime };
  }

  #read(secret: SecretPath, number: number): CurrentSecret {
    const { kvVersion } = this.#mountOf(secret.mount);
    const version = this.#secrets.get(keyOf(secret))?.get(number);
    if (!version || version.deleted) {
      return { kind: 'absent', kvVersion, cas: kvVersion === 1 ? 0 : this.#latest(secret) };
    }
    const { createdTime, deletionTime, data } = version;
    return {
      kind: 'present',
      kvVersion,
      version: kvVersion === 1 ? 0 : number,
      createdTime,
      deletionTime,
      data,
    };
  }

  #latest(secret: SecretPath): number {
    return Math.max(0, ...(this.#secrets.get(keyOf(secret))?.keys() ?? []));
  }

  #current(secret: SecretPath): Version | undefined {
    return this.#secrets.get(keyOf(secret))?.get(this.#latest(secret));
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

  async #call<T>(call: VaultCall, signal: AbortSignal, act: () => T): Promise<T> {
    this.calls.push(call);
    await this.#step({ call, when: 'before', index: this.#steps++ }, signal);
    if (this.origin === undefined) throw failure('not-signed-in');
    const answer = act();
    await this.#step({ call, when: 'after', index: this.#steps++ }, signal);
    return answer;
  }

  async #step(step: Step, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await untilAborted(Promise.resolve(this.onStep(step)), signal);
    signal.throwIfAborted();
  }
}

/** A failure as the adapter throws it. */
export function failure(kind: VaultErrorKind): StoreError {
  return new StoreError(kind, 'Made up for a test.');
}

function keyOf({ mount, path }: SecretPath): string {
  return `${mount}\n${path}`;
}

async function untilAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => {
      reject(signal.reason as Error);
    };
    signal.addEventListener('abort', stop);
  });
  try {
    await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

import type {
  CurrentSecret,
  WriteReceipt,
} from '../../../server/src/languageService/migration/secretVault.ts';
import type { KvVersion, SecretPath } from '../../../server/src/languageService/secretStore.ts';
import { failure } from './failure.ts';
import { type Data, type PathSettings, StoredPath } from './storedPath.ts';

export interface Mount {
  readonly kvVersion: KvVersion;
  /** As `config` would tell it. */
  readonly deleteVersionAfter: string;
  /** The token may not see `config`. */
  readonly isConfigHidden: boolean;
  /** 0 where it is not set: the server then keeps ten. */
  readonly maxVersions: number;
}

/** What KV mounts hold, and what other clients do to it. Time passes by a nanosecond at each thing that happens. */
export class KvState {
  readonly #mounts = new Map<string, Mount>();
  readonly #paths = new Map<string, StoredPath>();
  #clock = 0;

  constructor() {
    this.mount('secret');
  }

  mount(path: string, mount: Partial<Mount> = {}): void {
    const defaults = { kvVersion: 2, deleteVersionAfter: '', isConfigHidden: false, maxVersions: 0 } as const;
    this.#mounts.set(path, { ...defaults, ...mount });
  }

  /** Another client's write without check-and-set: replaces all keys. */
  put(secret: SecretPath, data: Data): void {
    this.addVersion(secret, data);
  }

  /** Another client's soft delete of a version, the current one if none is named (on KV v1, the end of the secret). */
  softDelete(secret: SecretPath, version = this.latest(secret)): void {
    if (this.kvVersion(secret) === 1) {
      this.remove(secret);
      return;
    }
    const found = this.stored(secret)?.versions.get(version);
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
    const current = this.stored(secret)?.versions.get(this.latest(secret));
    return current && !current.deleted ? current.data : undefined;
  }

  /** The keys of all versions that are still kept, deleted ones included. */
  versionsOf(secret: SecretPath): readonly Data[] {
    return [...(this.stored(secret)?.versions.values() ?? [])].map(({ data }) => data);
  }

  protected addVersion(secret: SecretPath, data: Data): WriteReceipt {
    const mount = this.mountOf(secret.mount);
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

  protected read(secret: SecretPath, number: number): CurrentSecret {
    const kvVersion = this.kvVersion(secret);
    const version = this.stored(secret)?.versions.get(number);
    if (!version) return { kind: 'absent', kvVersion, cas: 0 };
    // A deleted version answers with its own number.
    if (version.deleted) return { kind: 'absent', kvVersion, cas: number };
    const { createdTime, deletionTime, data } = version;
    const shown = kvVersion === 1 ? 0 : number;
    return { kind: 'present', kvVersion, version: shown, createdTime, deletionTime, data };
  }

  protected stored(secret: SecretPath): StoredPath | undefined {
    return this.#paths.get(keyOf(secret));
  }

  protected latest(secret: SecretPath): number {
    return this.stored(secret)?.latest ?? 0;
  }

  protected kvVersion({ mount }: SecretPath): KvVersion {
    return this.mountOf(mount).kvVersion;
  }

  protected mountOf(path: string): Mount {
    const mount = this.#mounts.get(path);
    if (!mount) throw failure('no-such-mount');
    return mount;
  }

  #open(secret: SecretPath): StoredPath {
    const stored = this.stored(secret) ?? new StoredPath();
    this.#paths.set(keyOf(secret), stored);
    return stored;
  }

  #now(): string {
    this.#clock += 1;
    return `2026-01-01T00:00:00.${String(this.#clock).padStart(9, '0')}Z`;
  }
}

function keyOf({ mount, path }: SecretPath): string {
  return `${mount}\n${path}`;
}

import type {
  ConnectionState,
  KvMount,
  ListStatus,
  NotChecked,
  PathStatus,
  SecretPath,
  SecretStore,
  Subscription,
} from '../../server/src/languageService/secretStore.ts';

const connected: ConnectionState = {
  kind: 'signed-in',
  origin: 'https://vault.example.test',
  namespace: '',
  health: 'ok',
};

/** A store with a memory of what it was asked, for tests of features. Answers come in a later microtask. */
export class InMemorySecretStore implements SecretStore {
  connection: ConnectionState = connected;
  knownMounts: readonly KvMount[] = [{ path: 'secret', kvVersion: 2 }];
  /** `mount/path` to status; a path that is absent has no secret. */
  readonly statuses = new Map<string, PathStatus>();
  /** `mount/folder` to names. */
  readonly folders = new Map<string, readonly string[]>();
  readonly describeCalls: string[] = [];
  readonly #answers = new Map<string, PathStatus>();
  readonly #listeners = new Set<() => void>();
  readonly #stale = new Set<string>();

  /** Adds a secret with keys, and its names to the folders above. */
  put(mount: string, path: string, keys: readonly string[], extra: Partial<PathStatus> = {}): this {
    const status = { kind: 'exists', kvVersion: 2, keys, version: 1, ...extra } as PathStatus;
    this.statuses.set(`${mount}/${path}`, status);
    const segments = path.split('/');
    segments.forEach((segment, index) => {
      const folder = `${mount}/${segments.slice(0, index).join('/')}`;
      const name = index === segments.length - 1 ? segment : `${segment}/`;
      this.folders.set(folder, [...new Set([...(this.folders.get(folder) ?? []), name])]);
    });
    return this;
  }

  peek(path: SecretPath): PathStatus | undefined {
    return this.#answers.get(id(path));
  }

  isStale(path: SecretPath): boolean {
    return !this.#answers.has(id(path)) || this.#stale.has(id(path));
  }

  async describe(path: SecretPath, signal: AbortSignal): Promise<PathStatus> {
    this.describeCalls.push(id(path));
    await Promise.resolve();
    signal.throwIfAborted();
    const answer = this.#statusOf(path);
    this.#answers.set(id(path), answer);
    this.#stale.delete(id(path));
    return answer;
  }

  listMounts(signal: AbortSignal): Promise<readonly KvMount[] | NotChecked> {
    signal.throwIfAborted();
    return Promise.resolve(this.knownMounts);
  }

  list(mount: string, folder: string, signal: AbortSignal): Promise<ListStatus> {
    signal.throwIfAborted();
    if (this.connection.kind === 'signed-out') return Promise.resolve(notSignedIn);
    return Promise.resolve({ kind: 'listed', names: this.folders.get(`${mount}/${folder}`) ?? [] });
  }

  expire(): void {
    for (const key of this.#answers.keys()) this.#stale.add(key);
  }

  onDidChange(listener: () => void): Subscription {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  uiLink({ mount, path }: SecretPath): string | undefined {
    return this.connection.kind === 'signed-in'
      ? `${this.connection.origin}/ui/vault/secrets/${mount}/kv/${encodeURIComponent(path)}`
      : undefined;
  }

  #statusOf(path: SecretPath): PathStatus {
    if (this.connection.kind === 'signed-out') return notSignedIn;
    if (!this.knownMounts.some((mount) => mount.path === path.mount)) return { kind: 'no-such-mount' };
    const folder = path.path.split('/').slice(0, -1).join('/');
    const siblings = this.folders.get(`${path.mount}/${folder}`) ?? [];
    return this.statuses.get(id(path)) ?? { kind: 'no-such-path', siblings };
  }
}

const notSignedIn: NotChecked = { kind: 'not-signed-in', detail: 'Sign in to Vault to check references.' };

function id({ mount, path }: SecretPath): string {
  return `${mount}/${path}`;
}

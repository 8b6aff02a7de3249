import type { PathDigests, SecretDigests, Unread } from '../../server/src/inVault/secretDigests.ts';
import type { SecretPath } from '../../server/src/languageService/secretStore.ts';
import type { DigestKey } from '../../server/src/valueDigest.ts';
import { digestValue, isLongEnough } from '../../server/src/valueDigest.ts';

/** The digest port over values in memory, with a memory of what it was asked. Answers come in a later microtask. */
export class InMemorySecretDigests implements SecretDigests {
  origin: string | undefined = 'https://vault.example.test';
  namespace = '';
  readonly reads: string[] = [];
  /** Happens while a path is read. */
  onRead: (id: string) => void | Promise<void> = () => undefined;
  readonly #values = new Map<string, Readonly<Record<string, string>>>();
  readonly #unread = new Map<string, Unread>();
  readonly selfDeleting = new Set<string>();

  put(path: string, values: Readonly<Record<string, string>>): this {
    this.#values.set(path, values);
    return this;
  }

  /** Makes a path answer so, as long as nothing else is said of it. */
  refuse(path: string, kind: Unread): this {
    this.#unread.set(path, kind);
    return this;
  }

  async read({ mount, path }: SecretPath, key: DigestKey, signal: AbortSignal): Promise<PathDigests> {
    const id = `${mount}/${path}`;
    this.reads.push(id);
    await this.onRead(id);
    await Promise.resolve();
    signal.throwIfAborted();
    const kind = this.#unread.get(id) ?? (this.#values.has(id) ? undefined : 'not-found');
    if (kind) return { kind, detail: `Made up: ${kind}.` };
    const digests = Object.entries(this.#values.get(id) ?? {})
      .filter(([, value]) => isLongEnough(value))
      .map(([name, value]) => ({ key: name, digest: digestValue(key, value) }));
    return { kind: 'read', digests, selfDeletes: this.selfDeleting.has(id) };
  }
}

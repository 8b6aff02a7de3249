import type { PathStatus, SecretPath, SecretStore, Subscription } from './secretStore.ts';

/**
 * Answers what is known of a path now and looks up the rest in the background. Listeners are told once no look-up
 * is under way any more, and only when an answer changed, so that a refresh cannot cause itself.
 */
export class ReferenceChecker {
  readonly #store: SecretStore;
  readonly #pending = new Set<string>();
  readonly #listeners = new Set<() => void>();
  readonly #abort = new AbortController();
  #changed = false;

  constructor(store: SecretStore) {
    this.#store = store;
  }

  /** The status known now, perhaps an old one; undefined when there is none yet. Never waits. */
  status(path: SecretPath): PathStatus | undefined {
    if (this.#store.connection.kind === 'signed-out') return undefined;
    if (this.#store.isStale(path)) this.#lookUp(path);
    return this.#store.peek(path);
  }

  /** Called when background look-ups have settled with a changed answer. */
  onDidSettle(listener: () => void): Subscription {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  dispose(): void {
    this.#abort.abort();
    this.#listeners.clear();
  }

  #lookUp(path: SecretPath): void {
    const id = `${path.mount}\n${path.path}`;
    if (this.#pending.has(id)) return;
    this.#pending.add(id);
    const before = JSON.stringify(this.#store.peek(path));
    this.#store.describe(path, this.#abort.signal).then(
      (status) => this.#settle(id, JSON.stringify(status) !== before),
      () => this.#settle(id, false),
    );
  }

  #settle(id: string, changed: boolean): void {
    this.#pending.delete(id);
    this.#changed ||= changed;
    if (this.#pending.size > 0 || !this.#changed || this.#abort.signal.aborted) return;
    this.#changed = false;
    for (const listener of this.#listeners) listener();
  }
}

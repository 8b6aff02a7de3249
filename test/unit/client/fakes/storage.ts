import type { SharedFile } from '../../../../client/src/connection/generations.ts';
import type { Memento } from 'vscode';

/** The editor's `Memento`, in memory. Values pass through JSON, as they do in the editor. */
export class MemoryMemento {
  readonly stored = new Map<string, string>();

  readonly get = ((key: string, fallback?: unknown): unknown => {
    const text = this.stored.get(key);
    return text === undefined ? fallback : JSON.parse(text);
  }) as Memento['get'];

  update(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.stored.delete(key);
    else this.stored.set(key, JSON.stringify(value));
    return Promise.resolve();
  }
}

/** The editor's `SecretStorage`, in memory; `isBroken` makes it reject as one without a keyring does. */
export class MemorySecrets {
  readonly stored = new Map<string, string>();
  isBroken = false;

  get(key: string): Promise<string | undefined> {
    return this.#answer(() => this.stored.get(key));
  }

  store(key: string, value: string): Promise<void> {
    return this.#answer(() => void this.stored.set(key, value));
  }

  delete(key: string): Promise<void> {
    return this.#answer(() => void this.stored.delete(key));
  }

  #answer<T>(act: () => T): Promise<T> {
    return this.isBroken ? Promise.reject(new Error('no keyring')) : Promise.resolve(act());
  }
}

/** A file that windows share. */
export class MemoryFile implements SharedFile {
  text: string | undefined;
  fails = false;

  read(): Promise<string | undefined> {
    return this.fails ? Promise.reject(new Error('no file')) : Promise.resolve(this.text);
  }

  write(text: string): Promise<void> {
    if (this.fails) return Promise.reject(new Error('no disk'));
    this.text = text;
    return Promise.resolve();
  }
}

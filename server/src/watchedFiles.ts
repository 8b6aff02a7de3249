import type { Connection, FileEvent, FileSystemWatcher } from 'vscode-languageserver';
import { DidChangeWatchedFilesNotification } from 'vscode-languageserver';
import type { Subscription } from './languageService/secretStore.ts';
import { quietly } from './requestGuard.ts';

type Listener = (changes: readonly FileEvent[]) => void;

/**
 * Files on disk that the client watches. A connection has one handler for them, so everybody who wants to know of some
 * shares this; each is told of the changes that others asked for too.
 */
export class WatchedFiles {
  readonly #connection: Connection;
  readonly #canRegister: boolean;
  readonly #listeners = new Set<Listener>();

  /** `canRegister` says whether the client lets the server ask; others tell what they watch by themselves. */
  constructor(connection: Connection, canRegister: boolean) {
    this.#connection = connection;
    this.#canRegister = canRegister;
    connection.onDidChangeWatchedFiles(({ changes }) =>
      quietly(() => {
        for (const listener of this.#listeners) quietly(() => listener(changes));
      }),
    );
  }

  /** Has the client watch, and calls back; only once the client is initialized. A refusal is no failure. */
  watch(watchers: FileSystemWatcher[], listener: Listener): Subscription {
    this.#listeners.add(listener);
    if (this.#canRegister) {
      const { type } = DidChangeWatchedFilesNotification;
      void this.#connection.client.register(type, { watchers }).catch(() => undefined);
    }
    return { dispose: () => void this.#listeners.delete(listener) };
  }
}

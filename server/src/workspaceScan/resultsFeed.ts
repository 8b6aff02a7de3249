import type { Connection } from 'vscode-languageserver';
import type { ScannedFile, ScanResults, ScanState } from '../protocol.ts';
import { methods } from '../protocol.ts';
import type { Subscription } from '../languageService/secretStore.ts';
import type { Timer } from '../runtime.ts';
import type { StoredFile } from './scanStore.ts';

/** Often enough to see results come, seldom enough for a tree to be drawn between. */
const delayMs = 250;

/** Tells the client of changed results, many at once. */
export class ResultsFeed {
  readonly #connection: Connection;
  readonly #timer: Timer;
  readonly #state: () => ScanState;
  readonly #files = new Map<string, ScannedFile>();
  #isReset = false;
  #waiting: Subscription | undefined;

  constructor(connection: Connection, timer: Timer, state: () => ScanState) {
    this.#connection = connection;
    this.#timer = timer;
    this.#state = state;
  }

  /** A file has other secrets now, or none any more. */
  changed({ uri, folderName, path, secrets }: StoredFile): void {
    this.#files.set(uri, { uri, folderName, path, secrets });
    this.stateChanged();
  }

  /** The state is another now. */
  stateChanged(): void {
    this.#waiting ??= this.#timer.setTimeout(() => this.flush(), delayMs);
  }

  /** Everything told before is void. */
  reset(): void {
    this.#files.clear();
    this.#isReset = true;
    this.flush();
  }

  /** Tells at once what is not told yet. */
  flush(): void {
    this.#waiting?.dispose();
    this.#waiting = undefined;
    const results: ScanResults = {
      isReset: this.#isReset,
      files: [...this.#files.values()],
      state: this.#state(),
    };
    this.#files.clear();
    this.#isReset = false;
    void this.#connection.sendNotification(methods.scanResults, results);
  }
}

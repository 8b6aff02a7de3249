import type { Connection } from 'vscode-languageserver';
import type { Subscription } from '../../languageService/secretStore.ts';
import type { RunStore } from '../../migration/journal/runStore.ts';
import type { MigrationRunView } from '../../protocol.ts';
import { methods } from '../../protocol.ts';
import type { Timer } from '../../runtime.ts';
import type { WorkspaceFolders } from '../../workspaceFolders.ts';
import { runViews } from './runViews.ts';

/** Between two tellings of a run that goes on, and between two looks at one that another process is at, in milliseconds. */
const pauseMs = 1_000;
const watchMs = 5_000;

export interface RunsFeedParts {
  readonly connection: Connection;
  readonly timer: Timer;
  readonly store: RunStore;
  readonly folders: WorkspaceFolders;
}

/** Tells the client of the runs that are kept. As long as another process is at work on one of them, it is watched. */
export class RunsFeed {
  readonly #parts: RunsFeedParts;
  #last: Promise<unknown> = Promise.resolve();
  #told = '';
  #soon: Subscription | undefined;
  #watch: Subscription | undefined;
  #isEnded = false;

  constructor(parts: RunsFeedParts) {
    this.#parts = parts;
  }

  /** Tells what there is now; one telling after the other. Never rejects. */
  tell(): Promise<void> {
    return this.#inTurn(async () => this.#send(await this.#look()));
  }

  /** Tells within a second. */
  tellSoon(): void {
    if (this.#isEnded) return;
    this.#soon ??= this.#parts.timer.setTimeout(() => {
      this.#soon = undefined;
      void this.tell();
    }, pauseMs);
  }

  end(): void {
    this.#isEnded = true;
    this.#soon?.dispose();
    this.#watch?.dispose();
  }

  async #look(): Promise<readonly MigrationRunView[]> {
    const { store, folders } = this.#parts;
    const [runs, open] = await Promise.all([store.list(), folders.current()]);
    const views = runViews(runs, open);
    this.#watch?.dispose();
    if (!this.#isEnded && views.some(({ isOwned, isHere }) => isOwned && isHere))
      this.#watch = this.#parts.timer.setTimeout(() => void this.#tellChanges(), watchMs);
    return views;
  }

  #tellChanges(): Promise<void> {
    return this.#inTurn(async () => {
      const runs = await this.#look();
      if (JSON.stringify(runs) !== this.#told) this.#send(runs);
    });
  }

  #send(runs: readonly MigrationRunView[]): void {
    if (this.#isEnded) return;
    this.#told = JSON.stringify(runs);
    void this.#parts.connection.sendNotification(methods.migrationRuns, { runs });
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(work).catch(() => undefined);
    this.#last = turn;
    return turn;
  }
}

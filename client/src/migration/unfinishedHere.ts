import { readdir } from 'node:fs/promises';
import type { Memento } from 'vscode';

const KEY = 'vaultRefs.migration.isUnfinished';

/**
 * Whether a migration of this workspace may be unfinished, told without the server: by what it told last, which an editor
 * that ends at once forgets, or by a lock, which a run that ended with it leaves behind.
 */
export class UnfinishedHere {
  readonly #state: Pick<Memento, 'get' | 'update'>;
  readonly #folder: string;

  /** `folder` holds the journals and locks of runs. */
  constructor(state: Pick<Memento, 'get' | 'update'>, folder: string) {
    this.#state = state;
    this.#folder = folder;
  }

  async mayBe(): Promise<boolean> {
    if (this.#state.get(KEY) === true) return true;
    const names = await readdir(this.#folder).catch(() => []);
    return names.some((name) => name.endsWith('.lock'));
  }

  /** Keeps what the server tells. */
  async told(isUnfinished: boolean): Promise<void> {
    if ((this.#state.get(KEY) === true) !== isUnfinished)
      await this.#state.update(KEY, isUnfinished ? true : undefined);
  }
}

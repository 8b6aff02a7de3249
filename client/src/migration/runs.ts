import type { MigrationRunView, MigrationRuns } from '../../../server/src/protocol.ts';
import { Listeners } from './listeners.ts';

/** The runs that the server knows, and whether this window is at work on one. */
export class Runs {
  readonly changed = new Listeners();
  #runs: readonly MigrationRunView[] = [];
  #isWorking = false;

  /** Newest first. */
  get all(): readonly MigrationRunView[] {
    return this.#runs;
  }

  get isWorking(): boolean {
    return this.#isWorking;
  }

  /** Those of this workspace that are not finished. */
  get unfinishedHere(): readonly MigrationRunView[] {
    return this.#runs.filter((run) => run.isHere && isUnfinished(run));
  }

  find(id: string): MigrationRunView | undefined {
    return this.#runs.find(({ run }) => run === id);
  }

  /** Takes what the server tells. */
  take({ runs }: MigrationRuns): void {
    this.#runs = runs.toSorted((one, other) => compare(other.startedAt, one.startedAt));
    this.changed.fire();
  }

  /** Runs the task as the one thing that this window is at work on. */
  async work<T>(task: () => Promise<T>): Promise<T> {
    this.#setWorking(true);
    try {
      return await task();
    } finally {
      this.#setWorking(false);
    }
  }

  #setWorking(isWorking: boolean): void {
    this.#isWorking = isWorking;
    this.changed.fire();
  }
}

/** Begun, and neither moved nor taken back to its end. */
export function isUnfinished({ phase }: MigrationRunView): boolean {
  return phase === 'running' || phase === 'undoing';
}

/** Whether this window can go on with it. */
export function canContinue({ phase, isHere, isOwned }: MigrationRunView): boolean {
  return isHere && !isOwned && phase === 'running';
}

/** Whether this window can take it back, or go on with that. */
export function canUndo({ phase, isHere, isOwned }: MigrationRunView): boolean {
  return isHere && !isOwned && phase !== 'undone';
}

export function canDismiss({ isOwned }: MigrationRunView): boolean {
  return !isOwned;
}

function compare(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

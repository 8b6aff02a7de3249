import type { RunStore } from '../migration/journal/runStore.ts';
import type { RunFiles } from '../migration/runFiles.ts';
import type {
  ChangePlanParams,
  ContinueRunParams,
  MigrationResult,
  PlanMigrationParams,
  PlanMigrationResult,
  PreviewParams,
  PreviewResult,
  RunMigrationParams,
  RunParams,
} from '../protocol.ts';
import type { MigrationParts } from './migrationParts.ts';
import { Planning } from './planning/planning.ts';
import { PlanShelf } from './planning/planShelf.ts';
import { continueRun, describeRun, dismissRun, undoRun } from './runs/keptRuns.ts';
import { OneAtATime } from './runs/oneAtATime.ts';
import { refused } from './runs/results.ts';
import type { RunContext, TellProgress } from './runs/runContext.ts';
import { RunsFeed } from './runs/runsFeed.ts';
import { startRun } from './runs/startRun.ts';
import type { GatheredSources } from './sources/gatheredSources.ts';
import { workspaceFiles } from './workspaceFiles.ts';

/** Moving many secrets of a workspace: one plan, and one run at a time. */
export class WorkspaceMigration {
  readonly #context: RunContext;
  readonly #shelf: PlanShelf;
  readonly #planning: Planning;
  readonly #work = new OneAtATime();

  /** `store`: the runs that are kept. */
  constructor(parts: MigrationParts, store: RunStore) {
    const files: RunFiles = workspaceFiles(parts);
    this.#context = { parts, files, store, feed: new RunsFeed({ ...parts, store }) };
    this.#shelf = new PlanShelf(parts.access, parts.timer);
    this.#planning = new Planning(parts, files, this.#shelf);
  }

  /** Tells the client of the runs that there are. */
  tellRuns(): void {
    void this.#context.feed.tell();
  }

  /** @throws the signal's reason. */
  plan(
    params: PlanMigrationParams,
    gathered: GatheredSources,
    signal: AbortSignal,
  ): Promise<PlanMigrationResult> {
    return this.#planning.make(params, gathered, signal);
  }

  /** @throws the signal's reason. */
  change(params: ChangePlanParams, signal: AbortSignal): Promise<PlanMigrationResult> {
    return this.#planning.change(params, signal);
  }

  preview(params: PreviewParams): PreviewResult {
    return this.#planning.preview(params);
  }

  /** Moves what is ticked in a plan. One that is cancelled is answered. */
  run(params: RunMigrationParams, tell: TellProgress, signal: AbortSignal): Promise<MigrationResult> {
    return this.#alone(signal, (both) => startRun(this.#context, this.#shelf, params, tell, both));
  }

  /** Goes on with a run. */
  continue({ run }: ContinueRunParams, tell: TellProgress, signal: AbortSignal): Promise<MigrationResult> {
    return this.#alone(signal, (both) => continueRun(this.#context, run, tell, both));
  }

  /** Takes a run back. */
  undo({ run }: ContinueRunParams, tell: TellProgress, signal: AbortSignal): Promise<MigrationResult> {
    return this.#alone(signal, (both) => undoRun(this.#context, run, tell, both));
  }

  dismiss({ run }: RunParams): Promise<boolean> {
    return dismissRun(this.#context, run);
  }

  describe({ run }: RunParams): Promise<MigrationResult> {
    return describeRun(this.#context, run);
  }

  /** Ends what goes on after the step that it is at, and forgets the plan. */
  stop(): void {
    this.#work.stop();
    this.#shelf.drop();
    this.#context.feed.end();
  }

  async #alone(
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<MigrationResult>,
  ): Promise<MigrationResult> {
    try {
      const result = await this.#work.run(signal, work);
      return result ?? refused('A migration is under way: wait for it, or cancel it.');
    } catch (error) {
      // What failed must not be told. An abort comes from before anything was begun: later it is an answer.
      return refused(
        signal.aborted && error === signal.reason
          ? 'Cancelled before anything was done.'
          : 'Something unexpected went wrong: see whether there is a run to go on with.',
      );
    }
  }
}

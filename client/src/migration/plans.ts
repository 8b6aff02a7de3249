import type {
  MigrationEntry,
  MigrationFile,
  MigrationPlan,
  MigrationScope,
  PlanMigrationResult,
} from '../../../server/src/protocol.ts';
import { Listeners } from './listeners.ts';
import type { MigrationApi } from './migrationApi.ts';
import type { MigrationEditor } from './migrationEditor.ts';
import type { PlanChange } from './planEdits.ts';
import { PlanEdits } from './planEdits.ts';
import { TaskQueue } from '../taskQueue.ts';

/** How a plan that takes a while is cancelled, and where its progress goes. */
export interface Planning {
  readonly signal: AbortSignal;
  readonly workDoneToken: string;
}

/** An entry, and the file that it is in. */
export interface PlacedEntry {
  readonly file: MigrationFile;
  readonly entry: MigrationEntry;
}

/**
 * The plan of this window, of which there is at most one. Requests about it go one after the other, each with the number
 * that the plan has by then. What goes wrong is answered as a sentence.
 */
export class Plans {
  readonly changed = new Listeners();
  readonly #api: Pick<MigrationApi, 'plan' | 'change'>;
  readonly #editor: Pick<MigrationEditor, 'ownTemplate'>;
  readonly #edits = new PlanEdits();
  #plan: MigrationPlan | undefined;
  #scope: MigrationScope = { kind: 'workspace' };
  readonly #queue = new TaskQueue();

  constructor(api: Pick<MigrationApi, 'plan' | 'change'>, editor: Pick<MigrationEditor, 'ownTemplate'>) {
    this.#api = api;
    this.#editor = editor;
  }

  get plan(): MigrationPlan | undefined {
    return this.#plan;
  }

  /** The file with this address, if the plan has it. */
  file(uri: string): MigrationFile | undefined {
    return this.#plan?.files.find((file) => file.uri === uri);
  }

  /** The entry with this id, if the plan has it. */
  entry(id: string): PlacedEntry | undefined {
    for (const file of this.#plan?.files ?? []) {
      const entry = file.entries.find((one) => one.id === id);
      if (entry) return { file, entry };
    }
    return undefined;
  }

  /** Makes a plan in place of the one there is. @throws when the signal aborts or no answer comes. */
  make(scope: MigrationScope, planning: Planning): Promise<string | undefined> {
    return this.#queue.run(async () => {
      const result = await this.#ask(scope, planning);
      if (!result.ok) return result.message;
      this.#scope = scope;
      this.#edits.clear();
      this.#set(result.plan);
      return undefined;
    });
  }

  /** Makes the plan again, with what was changed in it. @throws when the signal aborts or no answer comes. */
  refresh(planning: Planning): Promise<string | undefined> {
    return this.#queue.run(async () => {
      if (!this.#plan) return undefined;
      const made = await this.#ask(this.#scope, planning);
      if (!made.ok) return made.message;
      const result = await this.#withEdits(made.plan);
      // Discarded meanwhile.
      if (this.#isGone()) return undefined;
      this.#set(result.ok ? result.plan : made.plan);
      return result.ok ? undefined : result.message;
    });
  }

  /** Ticks, unticks and gives other targets; without changes it tells again what is. Never throws. */
  change(changes: readonly PlanChange[]): Promise<string | undefined> {
    return this.#queue.run(async () => {
      const plan = this.#plan;
      if (!plan) return undefined;
      const result = await this.#send(plan, changes);
      if (this.#plan !== plan) return undefined;
      if (result.ok) this.#edits.note(plan, changes);
      this.#set(result.ok ? result.plan : plan);
      return result.ok ? undefined : result.message;
    });
  }

  /** The plan once nothing about it is under way. */
  settled(): Promise<MigrationPlan | undefined> {
    return this.#queue.run(() => Promise.resolve(this.#plan));
  }

  /** Forgets the plan. Also when the server ends: the next one does not know it. */
  discard(): void {
    this.#edits.clear();
    this.#set(undefined);
  }

  #ask(scope: MigrationScope, { signal, workDoneToken }: Planning): Promise<PlanMigrationResult> {
    const ownTemplate = this.#editor.ownTemplate();
    const own = ownTemplate === undefined ? {} : { ownTemplate };
    return this.#api.plan({ scope, workDoneToken, ...own }, signal);
  }

  #withEdits(plan: MigrationPlan): Promise<PlanMigrationResult> {
    return this.#send(plan, this.#edits.changesFor(plan));
  }

  async #send(plan: MigrationPlan, changes: readonly PlanChange[]): Promise<PlanMigrationResult> {
    if (changes.length === 0) return { ok: true, plan };
    return this.#api.change({ plan: plan.plan, changes }).catch(noAnswer);
  }

  #isGone(): boolean {
    return this.#plan === undefined;
  }

  #set(plan: MigrationPlan | undefined): void {
    this.#plan = plan;
    this.changed.fire();
  }
}

function noAnswer(): PlanMigrationResult {
  return { ok: false, message: 'The language server did not answer.' };
}

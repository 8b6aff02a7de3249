import { boundVault } from '../../languageService/migration/boundVault.ts';
import type { SecretVault } from '../../languageService/migration/secretVault.ts';
import type { RunHeader } from '../journal/records.ts';
import { runState, type RunState } from '../journal/runState.ts';
import { JournalError, type OwnedRun, type RunStore } from '../journal/runStore.ts';
import { runMigration } from '../run/migrationRun.ts';
import type { RunOptions } from '../run/runOptions.ts';
import type { RunOutcome } from '../run/outcome.ts';
import type { RunFiles } from '../runFiles.ts';
import { keysOfOtherRuns } from '../undo/otherRuns.ts';
import { undoRun, type UndoOptions, type UndoOutcome } from '../undo/undoRun.ts';
import { runHeader, type RunFacts, type RunMove } from './runHeader.ts';

export interface RunsPorts {
  readonly vault: SecretVault;
  readonly files: RunFiles;
  readonly store: RunStore;
}

/** Why a run cannot be gone on with, as a sentence. */
export interface RunRefusal {
  readonly kind: 'refused';
  readonly because: string;
}

export interface Ran<T> {
  readonly kind: 'ran';
  readonly header: RunHeader;
  readonly outcome: T;
}

export type Begun = Ran<RunOutcome> | RunRefusal;
export type Undone = Ran<UndoOutcome> | RunRefusal;

/** Begins, continues and takes back runs. One process owns a run at a time; a run goes to one origin and namespace. */
export class MigrationRuns {
  readonly #ports: RunsPorts;

  constructor(ports: RunsPorts) {
    this.#ports = ports;
  }

  /** Begins a run of these moves, of which the preflight has refused none. Never throws. */
  async begin(
    facts: Omit<RunFacts, 'run' | 'origin' | 'namespace'>,
    moves: readonly RunMove[],
    options: RunOptions,
    signal: AbortSignal,
  ): Promise<Begun> {
    // A sign-in elsewhere may come while the journal is made.
    const vault = boundVault(this.#ports.vault);
    const { origin, namespace } = vault;
    if (origin === undefined) return refused('You are not signed in to Vault.');
    let run: OwnedRun;
    try {
      run = await this.#ports.store.create();
    } catch {
      return refused('The journal of the run cannot be written, so nothing was moved.');
    }
    return this.#owning(run, async () => {
      const header = runHeader({ ...facts, origin, namespace, run: run.run }, moves, run.fingerprints);
      await run.append(header);
      const state = runState([header]);
      if (!state) return refused('The journal of the run cannot be read.');
      const outcome = await runMigration({ ...this.#ports, vault, run }, state, options, signal);
      return { kind: 'ran', header, outcome };
    });
  }

  /** Goes on with a run that was stopped, or that a crash has cut short. Never throws. */
  continue(id: string, options: RunOptions, signal: AbortSignal): Promise<Begun> {
    return this.#reopened(id, async (run, state) => {
      if (state.phase === 'undoing' || state.phase === 'undone')
        return refused('This run is being taken back: undo it to the end.');
      const outcome = await runMigration(this.#portsOf(run), state, options, signal);
      return { kind: 'ran', header: state.header, outcome };
    });
  }

  /** Takes a run back, days later as well. Never throws. */
  undo(id: string, options: UndoOptions, signal: AbortSignal): Promise<Undone> {
    return this.#reopened(id, async (run, state) => {
      const ports = { ...this.#portsOf(run), keysOfOtherRuns: keysOfOtherRuns(this.#ports, state.header) };
      const outcome = await undoRun(ports, state, options, signal);
      return { kind: 'ran', header: state.header, outcome };
    });
  }

  async #reopened<T>(
    id: string,
    work: (run: OwnedRun, state: RunState) => Promise<Ran<T> | RunRefusal>,
  ): Promise<Ran<T> | RunRefusal> {
    const opened = await this.#ports.store.open(id);
    switch (opened.kind) {
      case 'busy':
        return refused('Another window or command is at work on this run.');
      case 'missing':
        return refused('There is no such run.');
      case 'damaged':
        return refused(
          'The journal of this run cannot be read, or its key is gone: it can only be dismissed.',
        );
      case 'owned':
    }
    const { run } = opened;
    return this.#owning(run, async () => {
      const state = runState(run.records);
      if (!state) return refused('The journal of this run cannot be read: it can only be dismissed.');
      const elsewhere = this.#elsewhere(state.header);
      if (elsewhere !== undefined) return refused(elsewhere);
      for (const { uri } of state.header.files) await this.#ports.files.tidy(uri);
      return work(run, state);
    });
  }

  async #owning<T>(run: OwnedRun, work: () => Promise<Ran<T> | RunRefusal>): Promise<Ran<T> | RunRefusal> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof JournalError) return refused('The journal of the run cannot be written.');
      return refused('Something unexpected went wrong; look at the run before going on.');
    } finally {
      await run.release();
    }
  }

  #elsewhere({ origin, namespace }: RunHeader): string | undefined {
    const { vault } = this.#ports;
    if (vault.origin === origin && vault.namespace === namespace) return undefined;
    const place = namespace === '' ? origin : `${origin}, namespace ${namespace}`;
    return `This run belongs to ${place}: sign in there first.`;
  }

  #portsOf(run: OwnedRun): { vault: SecretVault; files: RunFiles; run: OwnedRun } {
    const { vault, files } = this.#ports;
    return { vault: boundVault(vault), files, run };
  }
}

function refused(because: string): RunRefusal {
  return { kind: 'refused', because };
}

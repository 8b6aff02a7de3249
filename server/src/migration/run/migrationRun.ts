import type { JournalEntry, JournalFile, RunHeader } from '../journal/records.ts';
import type { RunState } from '../journal/runState.ts';
import { attribute } from './attribute.ts';
import { behindReferences } from './behindReferences.ts';
import { Deposits } from './deposits.ts';
import { editFile } from './editFile.ts';
import { gatherValues } from './gatherValues.ts';
import { lookOnceMore } from './lookOnceMore.ts';
import { OutcomeBoard, type RunOutcome } from './outcome.ts';
import type { RunOptions } from './runOptions.ts';
import type { RunPorts } from './runPorts.ts';
import { untilStopped } from './runStop.ts';

/**
 * Runs a migration whose header is in the journal, or goes on with it: for a secret that is where it should be already
 * nothing is done. At every moment a secret is in its file or seen in Vault. Never throws: a failure of one path or file
 * leaves the others to go on, an abort or a journal that cannot be written stops the run where it is.
 */
export async function runMigration(
  ports: RunPorts,
  { header }: RunState,
  options: RunOptions,
  signal: AbortSignal,
): Promise<RunOutcome> {
  const run = new MigrationRun(ports, header, options, signal);
  return run.run();
}

class MigrationRun {
  readonly #ports: RunPorts;
  readonly #header: RunHeader;
  readonly #options: RunOptions;
  readonly #signal: AbortSignal;
  readonly #board: OutcomeBoard;

  constructor(ports: RunPorts, header: RunHeader, options: RunOptions, signal: AbortSignal) {
    this.#ports = ports;
    this.#header = header;
    this.#options = options;
    this.#signal = signal;
    this.#board = new OutcomeBoard(header.entries.map(({ id }) => id));
  }

  async run(): Promise<RunOutcome> {
    const stopped = await untilStopped(() => this.#run(), this.#signal);
    return this.#board.outcome(stopped);
  }

  async #run(): Promise<void> {
    const { known = {} } = this.#options;
    const { files, kvV1RaceConfirmed } = this.#header;
    const gathered = await gatherValues(this.#ports, this.#header, this.#board, this.#signal);
    await this.#acknowledge(gathered.alreadyEdited);
    const deposits = new Deposits(this.#ports, gathered.paths, { known, kvV1RaceConfirmed });
    await deposits.lookAtMounts(this.#signal);
    for (const [index, file] of files.entries()) {
      const entries = gathered.waiting.filter((entry) => entry.file === index);
      if (entries.length > 0) await this.#moveFile(file, entries, deposits);
    }
    if (this.#board.isComplete) await this.#ports.run.append({ type: 'finished' });
    this.#board.annotated = await attribute(this.#ports.vault, deposits.written, this.#options, this.#signal);
  }

  /** The run was cut short after an edit, perhaps before the word of it, and before the look that is owed to it. */
  async #acknowledge(entries: readonly JournalEntry[]): Promise<void> {
    for (const { id, file } of entries) await this.#ports.run.append({ type: 'edited', file, entries: [id] });
    const problems = await behindReferences(this.#ports, entries, this.#signal);
    for (const { id } of entries) {
      const problem = problems.get(id);
      this.#board.set(id, problem === undefined ? 'moved' : 'unclear', problem);
    }
  }

  async #moveFile(file: JournalFile, entries: readonly JournalEntry[], deposits: Deposits): Promise<void> {
    this.#signal.throwIfAborted();
    const total = this.#header.entries.length;
    this.#options.onProgress?.({ done: this.#board.count, total, uri: file.uri });
    const kept = await deposits.deposit(entries, this.#signal);
    for (const [{ id }, reason] of kept) this.#board.set(id, 'not-moved', reason);
    const safe = entries.filter((entry) => !kept.has(entry));
    if (safe.length === 0) return;
    const moved = await this.#edit(file, safe);
    await lookOnceMore(this.#ports, file, moved, deposits.written, this.#board);
  }

  /** The entries whose references are in the file now; what became of the others is told. */
  async #edit(file: JournalFile, entries: readonly JournalEntry[]): Promise<readonly JournalEntry[]> {
    const states = await editFile(this.#ports, file, entries, this.#signal);
    return entries.filter(({ id }) => {
      const state = states.get(id);
      if (state?.state === 'reference') return true;
      this.#board.set(id, state?.state === 'unclear' ? 'unclear' : 'not-moved', state?.reason);
      return false;
    });
  }
}

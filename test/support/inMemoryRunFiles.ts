import { applyAll } from '../../server/src/languageService/migration/fileEdits.ts';
import type {
  FileChange,
  FileLook,
  FileOutcome,
  FileProblem,
  RunFiles,
} from '../../server/src/migration/runFiles.ts';

/** A moment of a call: `before` the file is looked at or written, or `after` it and before the answer. */
export interface FileStep {
  readonly call: 'look' | 'replace';
  readonly when: 'before' | 'after';
  readonly uri: string;
  /** Number of the step since the files were made, from 0. */
  readonly index: number;
}

/** Thrown by `onStep` before a replacement: nothing is written, and nobody knows. */
export class LostAnswer extends Error {}

/**
 * The port of files in memory. `onStep` runs at every step: it may change files as another program would, throw (a refused
 * call before, an unclear outcome after) or never settle (a crash). The texts are what is on disk.
 */
export class InMemoryRunFiles implements RunFiles {
  onStep: (step: FileStep) => void | Promise<void> = () => undefined;
  /** What saving makes of a text, as format-on-save does. */
  onSave: (uri: string, text: string) => string = (_uri, text) => text;
  /** What is in the way, by address; told by `look` and `replace`. */
  readonly problems = new Map<string, FileProblem>();
  /** Replacements of these addresses are refused with the problem, while looking at them shows nothing. */
  readonly refusals = new Map<string, (FileOutcome & { readonly kind: 'refused' })['problem']>();
  readonly #texts = new Map<string, string>();
  #steps = 0;

  constructor(texts: Readonly<Record<string, string>> = {}) {
    for (const [uri, text] of Object.entries(texts)) this.put(uri, text);
  }

  /** Another program writes a file. */
  put(uri: string, text: string): void {
    this.#texts.set(uri, text);
  }

  /** Another program changes what it finds; a file that is not there stays so. */
  change(uri: string, change: (text: string) => string): void {
    const text = this.#texts.get(uri);
    if (text !== undefined) this.#texts.set(uri, change(text));
  }

  /** Another program deletes a file. */
  remove(uri: string): void {
    this.#texts.delete(uri);
  }

  /** What is on disk; undefined when there is no such file. */
  peek(uri: string): string | undefined {
    return this.#texts.get(uri);
  }

  /** All files as they are on disk, by address. */
  all(): ReadonlyMap<string, string> {
    return new Map(this.#texts);
  }

  async look(uri: string, signal: AbortSignal): Promise<FileLook> {
    signal.throwIfAborted();
    const isStopped = await this.#fails('look', 'before', uri);
    signal.throwIfAborted();
    if (isStopped) return { kind: 'unusable', problem: 'unreadable' };
    const look = this.#look(uri);
    const isLost = await this.#fails('look', 'after', uri);
    signal.throwIfAborted();
    return isLost ? { kind: 'unusable', problem: 'unreadable' } : look;
  }

  async replace(uri: string, change: FileChange): Promise<FileOutcome> {
    const failure = await this.#fails('replace', 'before', uri);
    if (failure) return failure instanceof LostAnswer ? { kind: 'unclear' } : refused('not-applied');
    const problem = this.#obstacle(uri, change);
    if (problem !== undefined) return refused(problem);
    this.#texts.set(uri, this.onSave(uri, change.after));
    return (await this.#fails('replace', 'after', uri)) ? { kind: 'unclear' } : { kind: 'replaced' };
  }

  /** Nothing is ever left beside a file. */
  tidy(): Promise<void> {
    return Promise.resolve();
  }

  #look(uri: string): FileLook {
    const problem = this.problems.get(uri);
    if (problem !== undefined) return { kind: 'unusable', problem };
    const text = this.#texts.get(uri);
    return text === undefined ? { kind: 'unusable', problem: 'missing' } : { kind: 'text', text };
  }

  #obstacle(
    uri: string,
    change: FileChange,
  ): (FileOutcome & { readonly kind: 'refused' })['problem'] | undefined {
    const look = this.#look(uri);
    if (look.kind === 'unusable') return look.problem;
    if (this.refusals.has(uri)) return this.refusals.get(uri);
    if (look.text !== change.before) return 'changed';
    return applyAll(change.before, change.edits) === change.after ? undefined : 'not-applied';
  }

  async #fails(call: FileStep['call'], when: FileStep['when'], uri: string): Promise<Error | undefined> {
    try {
      await this.onStep({ call, when, uri, index: this.#steps++ });
      return undefined;
    } catch (error) {
      return error instanceof Error ? error : new Error('Made up for a test.');
    }
  }
}

function refused(problem: (FileOutcome & { readonly kind: 'refused' })['problem']): FileOutcome {
  return { kind: 'refused', problem };
}

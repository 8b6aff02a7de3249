import type { RunState } from '../journal/runState.ts';

/** How far a run has come that is not at its end. */
export interface IncompleteRun {
  /** `undo`: it is being taken back. */
  readonly kind: 'migration' | 'undo';
  readonly done: number;
  readonly total: number;
}

/** How far a run has come; undefined when it is at its end, or taken back. */
export function incompleteRun({ phase, header, edited, restored }: RunState): IncompleteRun | undefined {
  const total = header.entries.length;
  switch (phase) {
    case 'running':
      return { kind: 'migration', done: edited.size, total };
    case 'undoing':
      return { kind: 'undo', done: restored.size, total };
    case 'finished':
    case 'undone':
      return undefined;
  }
}

/** The status of all such runs in one line; undefined when there is none. */
export function incompleteText(runs: readonly IncompleteRun[]): string | undefined {
  const [first, ...others] = runs;
  if (!first) return undefined;
  const what = runs.every(({ kind }) => kind === 'undo') ? 'Undo' : 'Migration';
  const sum = (pick: (run: IncompleteRun) => number): number =>
    [first, ...others].reduce((all, run) => all + pick(run), 0);
  const where = others.length === 0 ? '' : ` in ${runs.length} runs`;
  return `${what} incomplete: ${sum(({ done }) => done)} of ${sum(({ total }) => total)}${where}`;
}

import type { PlanFile } from '../plan/plan.ts';
import { fileProblemWords } from '../run/fileProblemWords.ts';
import type { FileLook } from '../runFiles.ts';
import { shownName } from '../shownName.ts';
import type { BlockerList } from './blockerList.ts';
import type { Remedy } from './judgement.ts';

/** Tells `blockers` why a file cannot be changed. `entries`: those of it that are ticked. */
export function judgeFile(
  file: PlanFile,
  look: FileLook | undefined,
  entries: readonly string[],
  blockers: BlockerList,
): void {
  const problem = fileProblem(file, look);
  if (problem === undefined) return;
  const { because, remedy } = problem;
  const message = `${because}: ${shownName(file.path)}.`;
  const subject = { kind: 'file', uri: file.uri } as const;
  blockers.add({ kind: 'file', subject, message, entries, ...(remedy ? { remedy } : {}) });
}

function fileProblem(
  { generated, document }: PlanFile,
  look: FileLook | undefined,
): { readonly because: string; readonly remedy?: Remedy } | undefined {
  if (!look) return { because: 'Nobody has looked at the file' };
  if (look.kind === 'unusable') {
    const remedy = look.problem === 'unsaved' ? 'save-file' : 'untick';
    return { because: fileProblemWords(look.problem), remedy };
  }
  if (look.text !== document.text)
    return { because: 'The file has changed since the plan was made: plan again' };
  return generated === undefined ? undefined : { because: generated, remedy: 'untick' };
}

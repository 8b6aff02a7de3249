import type { ChangedFile } from './rawDiff.ts';
import type { Repository } from './repository.ts';

/** Lines of a file that are new or changed, 0-based, `end` exclusive. */
export interface LineSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Which lines of a file of the work tree differ from what the commit `base` has of it, or has of the file that it was
 * renamed from. @throws GitError
 */
export async function changedLines(
  { git }: Repository,
  base: string,
  { path, from = path }: ChangedFile,
): Promise<readonly LineSpan[]> {
  const answer = await git.run([
    'diff-index',
    '--patch',
    '--text',
    '--unified=0',
    '--inter-hunk-context=0',
    '-M',
    '--no-color',
    '--no-ext-diff',
    '--no-textconv',
    '--ignore-submodules=all',
    base,
    '--',
    ...new Set([path, from]),
  ]);
  return readHunks(answer.toString('latin1'));
}

/** The new side of each `@@ -1,2 +3,4 @@`: lines of the files themselves never begin with one. */
export function readHunks(patch: string): readonly LineSpan[] {
  return [...patch.matchAll(/(?<![^\n])@@ -\S+ \+(\d+)(?:,(\d+))? @@/g)].map(
    ([, start = '1', count = '1']) => ({
      start: Number(start) - 1,
      end: Number(start) - 1 + Number(count),
    }),
  );
}

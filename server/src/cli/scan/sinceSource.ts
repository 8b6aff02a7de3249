import type { WalkStep } from '../../scan/files/walk.ts';
import { type Changes, changedSince } from '../../scan/git/changedFiles.ts';
import { openRepository, type Repository } from '../../scan/git/repository.ts';
import type { Scanner } from '../../scan/scanner.ts';
import type { CliContext } from '../context.ts';
import { ChangedLinesFilter } from './changedLinesFilter.ts';
import type { FindingFilter } from './findingFilter.ts';
import { configFileOf } from './gitFiles.ts';
import type { Source } from './source.ts';

/** Files that differ from a commit, and what of their findings is news. */
export interface ChangedSource {
  readonly source: Source;
  /** Keeps what stands on changed lines. */
  readonly onChangedLines: FindingFilter;
}

/**
 * The files of the work tree that differ from the last common commit of `revision` and HEAD.
 * @throws GitError where there is no repository, no such revision or no common commit
 */
export async function sinceSource(
  revision: string,
  paths: readonly string[],
  { cwd, environment }: Pick<CliContext, 'cwd' | 'environment'>,
  scanner: Scanner,
): Promise<ChangedSource> {
  const repository = await openRepository(cwd, environment);
  const changes = await changedSince(repository, revision, paths);
  return {
    source: {
      root: repository.top,
      scan: (request, tell) => scanner.scan(stepsOf(repository, changes), request, tell),
    },
    onChangedLines: new ChangedLinesFilter(repository, changes),
  };
}

function stepsOf(repository: Repository, { files }: Changes): readonly WalkStep[] {
  return files.flatMap((changed) => configFileOf(repository, changed) ?? []);
}

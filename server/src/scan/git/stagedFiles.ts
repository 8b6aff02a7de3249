import { type ChangedFile, readRawDiff } from './rawDiff.ts';
import { comparison } from './comparison.ts';
import { pathArguments, type Repository } from './repository.ts';

/**
 * What the next commit adds or changes, in the order of the paths: at and below `paths`, or everywhere when there are
 * none. @throws GitError
 */
export async function stagedFiles(
  repository: Repository,
  paths: readonly string[],
): Promise<readonly ChangedFile[]> {
  const { git } = repository;
  // Before the first commit there is nothing to compare with but emptiness.
  const base = await git
    .line(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}'])
    .catch(() => git.line(['hash-object', '-t', 'tree', '--stdin']));
  return readRawDiff(
    await git.run(['diff-index', '--cached', ...comparison, base, ...pathArguments(repository, paths)]),
  );
}

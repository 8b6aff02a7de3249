import { comparison } from './comparison.ts';
import { GitError } from './gitError.ts';
import { type ChangedFile, readRawDiff } from './rawDiff.ts';
import { pathArguments, type Repository } from './repository.ts';

/** What differs between a commit and the work tree. */
export interface Changes {
  /** The commit that is compared with. */
  readonly base: string;
  /** In the order of the paths, then what git does not know and does not ignore. */
  readonly files: readonly ChangedFile[];
}

/**
 * What the work tree has that the last common commit of `revision` and HEAD has not: at and below `paths`, or
 * everywhere when there are none. @throws GitError, also when there is no such revision or no common commit
 */
export async function changedSince(
  repository: Repository,
  revision: string,
  paths: readonly string[],
): Promise<Changes> {
  const { git } = repository;
  const base = await commonCommit(repository, revision);
  const limits = pathArguments(repository, paths);
  const tracked = readRawDiff(await git.run(['diff-index', ...comparison, base, ...limits]));
  const others = await git.run(['ls-files', '--others', '--exclude-standard', '-z', ...limits]);
  return { base, files: [...tracked, ...readOthers(others)] };
}

async function commonCommit({ git }: Repository, revision: string): Promise<string> {
  const verify = ['rev-parse', '--verify', '--quiet', '--end-of-options'];
  const commit = await git
    .line([...verify, `${revision}^{commit}`])
    .catch(otherwise('There is no commit REV.'));
  const head = await git.line([...verify, 'HEAD^{commit}']).catch(otherwise('There is no commit yet.'));
  return git
    .line(['merge-base', commit, head])
    .catch(
      otherwise('REV and HEAD have no common commit here: in a shallow clone, fetch more of the history.'),
    );
}

/** Says in place of a failure what it means here; a git that is late or not there stays one. */
function otherwise(message: string): (error: unknown) => never {
  return (error) => {
    if (error instanceof GitError && error.kind !== 'failed') throw error;
    throw new GitError('failed', message);
  };
}

/** A name with a slash at its end is the folder of another repository. */
function readOthers(answer: Buffer): readonly ChangedFile[] {
  const paths = answer.toString('utf8').split('\0');
  return paths
    .filter((path) => path !== '')
    .map((path) => ({ path, kind: path.endsWith('/') ? 'submodule' : 'file', objectId: '' }));
}

import { isAbsolute, posix, sep } from 'node:path';
import { Git } from './git.ts';
import { GitError } from './gitError.ts';

/** A git repository, seen from a folder in its work tree. */
export interface Repository {
  /** In its top folder, with the filters of its settings disarmed. */
  readonly git: Git;
  /** Absolute top folder of the work tree. */
  readonly top: string;
  /** The path of the folder that it is seen from, below the top: empty, or with a slash at its end. */
  readonly prefix: string;
}

/**
 * The repository that holds `folder`. `environment` is that of this process.
 * @throws GitError where there is none, or no git.
 */
export async function openRepository(folder: string, environment: NodeJS.ProcessEnv): Promise<Repository> {
  const git = new Git(folder, environment);
  const top = await git.line(['rev-parse', '--show-toplevel']);
  // In the folder .git itself there is a repository and no work tree.
  if (top === '') throw new GitError('no-repository');
  const prefix = await git.line(['rev-parse', '--show-prefix']);
  return { git: git.in(top, await filtersOff(git, environment)), top, prefix };
}

/** A path of the repository as a person in the folder names it. */
export function shownPath({ prefix }: Repository, path: string): string {
  return posix.relative(`/${prefix}`, `/${path}`);
}

/** Paths as arguments for git in the top folder: it takes them literally. */
export function pathArguments({ prefix }: Repository, paths: readonly string[]): readonly string[] {
  const inTop = (path: string): string =>
    isAbsolute(path) ? path : posix.normalize(`${prefix}${path.replaceAll(sep, '/')}`);
  return ['--', ...paths.map(inTop)];
}

/**
 * Variables that take the programs back which a repository's settings name for the conversion of files: comparing
 * a work tree would run them.
 */
async function filtersOff(git: Git, environment: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  const names = await git
    .line(['config', '--null', '--name-only', '--get-regexp', '^filter\\.'])
    // It says by its exit code that there are none.
    .catch(() => '');
  const count = Number(environment['GIT_CONFIG_COUNT'] ?? 0);
  const variables: NodeJS.ProcessEnv = {};
  const keys = [...new Set(names.split('\0'))].filter((name) => name !== '');
  keys.forEach((key, index) => {
    variables[`GIT_CONFIG_KEY_${count + index}`] = key;
    variables[`GIT_CONFIG_VALUE_${count + index}`] = key.endsWith('.required') ? 'false' : '';
  });
  return keys.length === 0 ? {} : { ...variables, GIT_CONFIG_COUNT: String(count + keys.length) };
}

import { basename, dirname } from 'node:path';
import type { Git } from '../git/git.ts';
import { GitError } from '../git/gitError.ts';
import { openRepository } from '../git/repository.ts';

/** Most renames that are looked at. */
const MAX_RENAMES = 50_000;

/**
 * Where git says files have gone since the commit that last changed a baseline, by their slash paths from its folder: up
 * to the index, which has what `git mv` did. A file moved without git is news until it is added. None where there is no
 * repository, no git, or no such commit. `environment` is that of this process. Never rejects.
 */
export async function renamedSince(
  baselinePath: string,
  environment: NodeJS.ProcessEnv,
): Promise<ReadonlyMap<string, string>> {
  try {
    const { git, prefix } = await openRepository(dirname(baselinePath), environment);
    const commit = await git.line(['log', '-1', '--format=%H', '--', `${prefix}${basename(baselinePath)}`]);
    return commit === '' ? new Map() : readRenames(await compare(git, commit, prefix));
  } catch (error) {
    if (error instanceof GitError) return new Map();
    throw error;
  }
}

/** Only the index is compared: no file of the work tree is read and no filter of the repository's settings runs. */
function compare(git: Git, commit: string, prefix: string): Promise<Buffer> {
  const names = [
    '--name-status',
    '-z',
    '-M',
    '--diff-filter=R',
    ...(prefix === '' ? [] : [`--relative=${prefix}`]),
  ];
  const safe = ['--no-ext-diff', '--no-textconv', '--ignore-submodules=all'];
  return git.run(['diff-index', '--cached', ...names, ...safe, commit, '--']);
}

/** Reads `R100`, the old path and the new one, each with a zero byte behind it. */
function readRenames(answer: Buffer): ReadonlyMap<string, string> {
  const fields = answer.toString('utf8').split('\0');
  const renamed = new Map<string, string>();
  for (let index = 0; index + 2 < fields.length && renamed.size < MAX_RENAMES; index += 3) {
    const [status = '', from = '', to = ''] = fields.slice(index, index + 3);
    if (status.startsWith('R')) renamed.set(from, to);
  }
  return renamed;
}

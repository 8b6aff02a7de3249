import { basename, join } from 'node:path';
import { languageOf } from '../../scan/files/language.ts';
import type { ConfigFile, Skipped } from '../../scan/files/walk.ts';
import type { ChangedFile } from '../../scan/git/rawDiff.ts';
import { type Repository, shownPath } from '../../scan/git/repository.ts';

const reasons: Readonly<Record<Exclude<ChangedFile['kind'], 'file'>, string>> = {
  link: 'a link',
  submodule: 'a repository of its own',
  unmerged: 'not merged yet',
};

/** What of a repository is looked into, as a step of a walk has it; undefined for what is neither YAML nor JSON. */
export function configFileOf(
  repository: Repository,
  { path, kind }: ChangedFile,
): { readonly file: ConfigFile } | { readonly skipped: Skipped } | undefined {
  const shown = shownPath(repository, path);
  if (kind === 'submodule') return { skipped: { shown, reason: reasons[kind], isArgument: false } };
  const languageId = languageOf(basename(path));
  if (languageId === undefined) return undefined;
  if (kind !== 'file') return { skipped: { shown, reason: reasons[kind], isArgument: false } };
  return {
    file: { absolute: join(repository.top, path), shown, relative: path, languageId, isArgument: false },
  };
}

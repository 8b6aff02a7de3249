import { parseConfig } from '../../languageService/parse/index.ts';
import type { NamedMount } from '../../languageService/references/mounts.ts';
import type { SecretTarget } from '../../languageService/migration/moveResult.ts';
import { type SecretUse, UseSearch } from '../../migration/undo/useSearch.ts';
import { readText } from '../../scan/files/readText.ts';
import { walkConfigFiles } from '../../scan/files/walk.ts';

/** A place that refers to a secret. */
export interface OtherUse extends SecretUse {
  readonly file: string;
}

/** Most places that are listed: one is enough for an answer. */
const MAX_USES = 200;

/** What refers to some secrets, and the files of which nobody can tell. */
export interface OtherUses {
  readonly uses: readonly OtherUse[];
  /** As they are called. */
  readonly unread: readonly string[];
}

/**
 * What refers to some secrets in the YAML and JSON files below folders, whether git ignores the files or not.
 */
export function otherUses(
  folders: readonly string[],
  targets: readonly SecretTarget[],
  mounts: readonly NamedMount[],
): OtherUses {
  const search = new UseSearch(targets);
  const uses: OtherUse[] = [];
  const unread: string[] = [];
  for (const step of walkConfigFiles(folders, '/', { readsIgnored: true })) {
    if (uses.length >= MAX_USES) break;
    if ('skipped' in step) {
      unread.push(step.skipped.shown);
      continue;
    }
    const { absolute, languageId } = step.file;
    const read = readText(absolute);
    const document = 'text' in read ? parseConfig(read.text, languageId) : undefined;
    if (!document || document.refusal) {
      unread.push(absolute);
      continue;
    }
    for (const use of search.in(document, mounts)) {
      uses.push({ file: absolute, ...use });
      if (uses.length >= MAX_USES) break;
    }
  }
  return { uses, unread };
}

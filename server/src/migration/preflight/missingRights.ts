import type { CurrentSecret, PathHistory, PathRights } from '../../languageService/migration/secretVault.ts';

/**
 * The capabilities that a write and the look after it need and the token lacks, as a person names them. A path that is
 * soft-deleted or has nothing but metadata is updated, not created; where its history was not looked at, a path without
 * versions counts as new.
 */
export function missingRights(
  { read, create, update, patch }: PathRights,
  current: CurrentSecret,
  history: PathHistory | undefined,
): readonly string[] {
  const missing: string[] = [];
  if (current.kind === 'present') {
    if (!patch && !update) missing.push('patch');
  } else if (current.cas > 0 || history?.kind === 'known') {
    if (!update) missing.push('update');
  } else if (!create) missing.push('create');
  if (!read) missing.push('read');
  return missing;
}

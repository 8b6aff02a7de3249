import { placeholderReferences } from '../../references/dialects/argoCdVaultPlugin.ts';
import { bankVaultsReferences } from '../../references/dialects/bankVaults.ts';
import { valsReferences } from '../../references/dialects/vals.ts';
import type { ReferenceFormat } from '../../references/formats/referenceFormat.ts';
import { knownMounts, type KnownMount } from '../../references/mounts.ts';
import type { ExtractedReference } from '../../references/reference.ts';
import type { Placement } from './placement.ts';

/**
 * Whether the tool of a dialect will see the reference that is put into other text, just as it is, and all that it saw
 * there before: behind `secret`, for example, a reference of vals begins sooner.
 */
export function readsBack(
  format: ReferenceFormat,
  mount: string,
  { located, replaced, inserted, expected }: Placement,
): boolean {
  const mounts = knownMounts([mount]);
  const { start } = replaced;
  const references = read(format, expected, mounts);
  return (
    references.some((found) => found.start === start && found.end === start + inserted.length) &&
    references.length === read(format, located.scalar.value, mounts).length + 1
  );
}

function read(
  format: ReferenceFormat,
  value: string,
  mounts: readonly KnownMount[],
): readonly ExtractedReference[] {
  switch (format) {
    case 'own':
      return [];
    case 'vals':
      return valsReferences(value, mounts);
    case 'bank-vaults':
      return bankVaultsReferences(value, mounts);
    case 'argocd-vault-plugin':
      return placeholderReferences(value, mounts);
  }
}

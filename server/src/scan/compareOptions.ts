import { extractReferences } from '../languageService/references/extract.ts';
import type { ConfigDocument } from '../languageService/configDocument.ts';
import type { NamedMount } from '../languageService/references/mounts.ts';
import type { SecretReference } from '../languageService/references/reference.ts';
import type { DigestKey } from '../valueDigest.ts';

/** What a scan tells besides, so that findings can be compared with Vault. Plain data: it crosses threads. */
export interface CompareOptions {
  /** Key of the findings' digests. */
  readonly key: DigestKey;
  /** Mounts that make a value a reference. */
  readonly mounts: readonly NamedMount[];
}

/** The references of a file that are well formed and name no server of their own. */
export function referencesOf(
  config: ConfigDocument,
  mounts: readonly NamedMount[],
): readonly SecretReference[] {
  return extractReferences(config, mounts).flatMap(({ extracted }) =>
    extracted.kind === 'found' && !extracted.server ? [extracted.reference] : [],
  );
}

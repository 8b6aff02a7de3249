import { extractReferences } from '../languageService/references/extract.ts';
import type { ConfigDocument } from '../languageService/configDocument.ts';
import type { SecretReference } from '../languageService/references/reference.ts';
import type { DigestKey } from '../valueDigest.ts';

/** What a scan tells besides, so that findings can be compared with Vault. Plain data: it crosses threads. */
export interface CompareOptions {
  /** Key of the findings' digests. */
  readonly key: DigestKey;
  /** Mounts that make a value a reference. */
  readonly mounts: readonly string[];
}

/** The references of a file that are well formed. */
export function referencesOf(config: ConfigDocument, mounts: readonly string[]): readonly SecretReference[] {
  return extractReferences(config, mounts).flatMap(({ extracted }) =>
    extracted.kind === 'found' ? [extracted.reference] : [],
  );
}

import type { DocumentView } from '../languageService/features/documentView.ts';
import type { KnownReference, KnownReferences } from '../languageService/features/knownReferences.ts';
import type { Finding } from '../languageService/findings/finding.ts';
import { findingDigests } from '../scan/findingDigests.ts';
import { createDigestKey } from '../valueDigest.ts';
import type { SecretTarget } from '../languageService/migration/moveResult.ts';
import type { AgreedPlace } from './comparison.ts';

/** A match of a file, by the digest of its value. */
export interface KnownMatch {
  readonly uri: string;
  readonly digest: string;
  readonly targets: readonly SecretTarget[];
}

/**
 * What the last comparison has found, by file and digest: a value that was changed since has another digest and no
 * reference. Kept in memory for as long as the connection is the one that was compared with.
 */
export class KnownSecrets implements KnownReferences {
  /** The key of all digests of this process. */
  readonly key = createDigestKey();
  readonly #sameFile: (uri: string) => string;
  readonly #isConnectedTo: (place: AgreedPlace) => boolean;
  #place: AgreedPlace | undefined;
  readonly #byFile = new Map<string, Map<string, readonly SecretTarget[]>>();

  /** `sameFile` gives the same text for two addresses of one file. */
  constructor(sameFile: (uri: string) => string, isConnectedTo: (place: AgreedPlace) => boolean) {
    this.#sameFile = sameFile;
    this.#isConnectedTo = isConnectedTo;
  }

  /** The connection that was compared with, if it is still the one in use; what was found on another is forgotten. */
  get place(): AgreedPlace | undefined {
    if (this.#place && !this.#isConnectedTo(this.#place)) this.clear();
    return this.#place;
  }

  /** Replaces what was known. */
  learn(place: AgreedPlace, matches: Iterable<KnownMatch>): void {
    this.clear();
    this.#place = place;
    for (const { uri, digest, targets } of matches) {
      const file = this.#sameFile(uri);
      const known = this.#byFile.get(file) ?? new Map<string, readonly SecretTarget[]>();
      this.#byFile.set(file, known.set(digest, targets));
    }
  }

  clear(): void {
    this.#place = undefined;
    this.#byFile.clear();
  }

  of({ document, config }: DocumentView, finding: Finding): readonly KnownReference[] {
    if (this.#byFile.size === 0 || !this.place) return [];
    const known = this.#byFile.get(this.#sameFile(document.uri));
    if (!known) return [];
    return findingDigests(config, finding, this.key).flatMap(({ of, digest }) =>
      (known.get(digest) ?? []).map((target) => ({ target, isWhole: of === 'value' })),
    );
  }
}

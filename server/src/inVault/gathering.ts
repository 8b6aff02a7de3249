import type { SecretTarget } from '../languageService/migration/moveResult.ts';
import type { SecretReference } from '../languageService/references/reference.ts';
import type { DigestedText, FindingDigest } from '../scan/findingDigests.ts';
import type { PlannedPaths } from './plannedPaths.ts';
import { referencedPaths } from './plannedPaths.ts';

/** A plaintext secret to compare; `place` is where it is, as whoever gathers it needs it. */
export interface Candidate<Place> {
  readonly place: Place;
  readonly digests: readonly FindingDigest[];
}

/** A plaintext secret that is in Vault already. */
export interface Match<Place> {
  readonly place: Place;
  readonly of: DigestedText;
  /** The digest that both have. */
  readonly digest: string;
  /** Every reference to an equal value, in the order of the plan. */
  readonly targets: readonly SecretTarget[];
}

/** What files are looked through for: secrets to compare, and the paths that references name. */
export class Gathering<Place> {
  readonly #candidates: Candidate<Place>[] = [];
  readonly #references = new Map<string, SecretReference>();

  /** The digests of a finding; those of too short or unsure ones are empty, and are not kept. */
  addFinding(place: Place, digests: readonly FindingDigest[] | undefined): void {
    if (digests && digests.length > 0) this.#candidates.push({ place, digests });
  }

  addReferences(references: readonly SecretReference[] | undefined): void {
    for (const reference of references ?? []) {
      this.#references.set(`${reference.mount}\n${reference.path}`, reference);
    }
  }

  /** How many secrets there are to compare. */
  get size(): number {
    return this.#candidates.length;
  }

  /** The references, one for each path. */
  get references(): Iterable<SecretReference> {
    return this.#references.values();
  }

  /** The paths that the references name. */
  get paths(): PlannedPaths {
    return referencedPaths(this.#references.values());
  }

  /** The digests to look for. */
  get wanted(): ReadonlySet<string> {
    return new Set(this.#candidates.flatMap(({ digests }) => digests.map(({ digest }) => digest)));
  }

  /** The secrets that were found in Vault, in the order in which they were gathered. */
  *matches(found: ReadonlyMap<string, readonly SecretTarget[]>): Iterable<Match<Place>> {
    for (const { place, digests } of this.#candidates) {
      for (const { of, digest } of digests) {
        const targets = found.get(digest);
        if (targets) yield { place, of, digest, targets };
      }
    }
  }
}

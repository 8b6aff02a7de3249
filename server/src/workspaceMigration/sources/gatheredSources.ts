import type { MigrationPlan } from '../../protocol.ts';
import type { ReadSource } from './readSource.ts';

/** Most secrets of one migration: a person has to be able to look through them. */
export const MAX_SECRETS = 2_000;

/** Most places that are listed as not looked into. */
const MAX_SKIPPED = 500;

type Skipped = MigrationPlan['skipped'][number];

/** Files with secrets, as they are found; what is more than a person can look through is left to another migration. */
export class GatheredSources {
  readonly #files: ReadSource[] = [];
  readonly #skipped: Skipped[] = [];
  #secrets = 0;
  #hidden = 0;
  filesRead = 0;

  get files(): readonly ReadSource[] {
    return this.#files;
  }

  get secrets(): number {
    return this.#secrets;
  }

  get skipped(): readonly Skipped[] {
    if (this.#hidden === 0) return this.#skipped;
    return [...this.#skipped, { path: '', reason: `and ${this.#hidden} more places` }];
  }

  /** Takes a file, unless it has no secret or there are too many. */
  add(file: ReadSource): void {
    const { path, findings } = file.source;
    if (findings.length === 0) return;
    if (this.#secrets + findings.length > MAX_SECRETS) {
      this.skip(path, `one migration moves at most ${MAX_SECRETS} secrets: move these afterwards`);
      return;
    }
    this.#secrets += findings.length;
    this.#files.push(file);
  }

  skip(path: string, reason: string): void {
    if (this.#skipped.length < MAX_SKIPPED) this.#skipped.push({ path, reason });
    else this.#hidden += 1;
  }
}

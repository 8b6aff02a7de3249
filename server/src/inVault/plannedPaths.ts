import type { SecretPath } from '../languageService/secretStore.ts';

/** Most paths of one comparison, in the order in which they were found. */
export const MAX_PATHS = 500;

/** The paths that a comparison would read, and what was left out of it. */
export interface PlannedPaths {
  readonly paths: readonly SecretPath[];
  /** True when there are more than {@link MAX_PATHS}, or folders nested too deep. */
  readonly isCut: boolean;
  /** Folders that could not be listed. */
  readonly unlisted: number;
}

/** Each path once, in the order in which they come, up to a limit. */
export class PathSet {
  readonly #maximum: number;
  readonly #paths = new Map<string, SecretPath>();
  #isCut = false;

  constructor(maximum = MAX_PATHS) {
    this.#maximum = maximum;
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  get paths(): readonly SecretPath[] {
    return [...this.#paths.values()];
  }

  /** False when there is no more room. */
  add({ mount, path }: SecretPath): boolean {
    const id = `${mount}\n${path}`;
    if (this.#paths.has(id)) return true;
    if (this.#paths.size >= this.#maximum) this.#isCut = true;
    else this.#paths.set(id, { mount, path });
    return !this.#isCut;
  }
}

/** The paths that references name, each once. */
export function referencedPaths(references: Iterable<SecretPath>, maximum = MAX_PATHS): PlannedPaths {
  const set = new PathSet(maximum);
  for (const reference of references) if (!set.add(reference)) break;
  return { paths: set.paths, isCut: set.isCut, unlisted: 0 };
}

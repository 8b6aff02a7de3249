import { LRUCache } from 'lru-cache';
import type { PathStatus, SecretPath } from '../languageService/secretStore.ts';
import { parentFolder } from './kvPath.ts';

const namesTtlMs = 60_000;
/** How long what was not answered for an outage counts as fresh. It ends with the outage. */
const outageTtlMs = 5_000;

interface Cached {
  readonly status: PathStatus;
  readonly freshUntil: number;
}

/** What is known of paths, the names of keys included and never a value; old answers stay until there are newer ones. */
export class AnswerCache {
  readonly #now: () => number;
  readonly #answers = new LRUCache<string, Cached>({ max: 10_000 });

  /** `now`: milliseconds that only go on. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Fresh or not. */
  get(path: SecretPath): PathStatus | undefined {
    return this.#answers.get(pathName(path))?.status;
  }

  /** Undefined when it is missing or too old. */
  fresh(path: SecretPath): PathStatus | undefined {
    const cached = this.#answers.get(pathName(path));
    return cached && cached.freshUntil > this.#now() ? cached.status : undefined;
  }

  keep(path: SecretPath, status: PathStatus): PathStatus {
    const ttl = status.kind === 'unreachable' || status.kind === 'sealed' ? outageTtlMs : namesTtlMs;
    this.#answers.set(pathName(path), { status, freshUntil: this.#now() + ttl });
    return status;
  }

  /** Nothing is fresh any more. */
  expire(): void {
    this.#age(() => true);
  }

  /** What is in the folder of a path is not fresh any more. */
  expireFolder({ mount, path }: SecretPath): void {
    const folder = pathName({ mount, path: parentFolder(path) });
    this.#age((key) => key.startsWith(folder));
  }

  clear(): void {
    this.#answers.clear();
  }

  /** The entries are copied first: setting one during iteration moves it to the end, for ever. */
  #age(isOld: (key: string) => boolean): void {
    for (const [key, { status }] of [...this.#answers.entries()]) {
      if (isOld(key)) this.#answers.set(key, { status, freshUntil: 0 });
    }
  }
}

/** Names a path among others. */
export function pathName({ mount, path }: SecretPath): string {
  return `${mount}\n${path}`;
}

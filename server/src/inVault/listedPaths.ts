import type { ListStatus, SecretStore } from '../languageService/secretStore.ts';
import type { PlannedPaths } from './plannedPaths.ts';
import { MAX_PATHS, PathSet } from './plannedPaths.ts';
import type { Prefix } from './prefix.ts';
import { isName } from './prefix.ts';
import type { Outage } from './secretDigests.ts';
import { isOutage } from './secretDigests.ts';

/** Folders that are listed at most, and how deep below the prefix. */
export interface ListLimits {
  readonly paths: number;
  readonly folders: number;
  readonly depth: number;
}

const normal: ListLimits = { paths: MAX_PATHS, folders: 500, depth: 10 };

export type Listing =
  | ({ readonly kind: 'listed' } & PlannedPaths)
  /** `detail`: one sentence of ours. */
  | { readonly kind: 'denied' | 'no-such-mount' | 'not-kv' | Outage; readonly detail: string };

interface Folder {
  readonly name: string;
  readonly depth: number;
}

/**
 * The paths below a prefix, folder by folder, by listing names alone. A prefix without anything below it is taken for a
 * path. Names that no path can have are left out. @throws only the signal's reason.
 */
export async function listPaths(
  store: Pick<SecretStore, 'list'>,
  prefix: Prefix,
  signal: AbortSignal,
  limits: ListLimits = normal,
): Promise<Listing> {
  const first = await store.list(prefix.mount, prefix.folder, signal);
  if (first.kind !== 'listed') return failedListing(first);
  if (first.names.length === 0 && prefix.folder !== '') {
    return {
      kind: 'listed',
      paths: [{ mount: prefix.mount, path: prefix.folder }],
      isCut: false,
      unlisted: 0,
    };
  }
  return new Descent(store, prefix, limits).run(first.names, signal);
}

function failedListing(status: Exclude<ListStatus, { kind: 'listed' }>): Listing {
  switch (status.kind) {
    case 'no-such-mount':
      return { kind: 'no-such-mount', detail: 'There is no such mount.' };
    case 'not-checkable':
      return { kind: 'not-kv', detail: status.detail };
    case 'denied':
    case 'not-signed-in':
    case 'sealed':
    case 'unreachable':
      return { kind: status.kind, detail: status.detail };
  }
}

/** Goes through the folders in width, so that a deep one does not take the place of many near ones. */
class Descent {
  readonly #store: Pick<SecretStore, 'list'>;
  readonly #prefix: Prefix;
  readonly #limits: ListLimits;
  readonly #found: PathSet;
  readonly #waiting: Folder[] = [];
  #folders = 1;
  #unlisted = 0;
  #isCut = false;

  constructor(store: Pick<SecretStore, 'list'>, prefix: Prefix, limits: ListLimits) {
    this.#store = store;
    this.#prefix = prefix;
    this.#limits = limits;
    this.#found = new PathSet(limits.paths);
  }

  async run(names: readonly string[], signal: AbortSignal): Promise<Listing> {
    this.#take({ name: this.#prefix.folder, depth: 0 }, names);
    for (let next = this.#next(); next; next = this.#next()) {
      signal.throwIfAborted();
      const status = await this.#store.list(this.#prefix.mount, next.name, signal);
      if (status.kind === 'listed') this.#take(next, status.names);
      else if (isOutage(status.kind)) return failedListing(status);
      else this.#unlisted++;
    }
    const isCut = this.#isCut || this.#found.isCut;
    return { kind: 'listed', paths: this.#found.paths, isCut, unlisted: this.#unlisted };
  }

  #next(): Folder | undefined {
    if (this.#waiting.length === 0 || this.#found.isCut) return undefined;
    if (this.#folders++ < this.#limits.folders) return this.#waiting.shift();
    this.#isCut = true;
    return undefined;
  }

  #take({ name: above, depth }: Folder, names: readonly string[]): void {
    for (const name of names) {
      const isFolder = name.endsWith('/');
      const own = isFolder ? name.slice(0, -1) : name;
      // What comes from a server may hold anything, also a way to another folder.
      if (own.includes('/') || !isName(own)) continue;
      const path = above === '' ? own : `${above}/${own}`;
      if (!isFolder) {
        if (!this.#found.add({ mount: this.#prefix.mount, path })) return;
      } else if (depth + 1 > this.#limits.depth) this.#isCut = true;
      else this.#waiting.push({ name: path, depth: depth + 1 });
    }
  }
}

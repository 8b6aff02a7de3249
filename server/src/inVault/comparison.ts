import { isSpellable } from '../languageService/migration/parseTarget.ts';
import type { SecretTarget } from '../languageService/migration/moveResult.ts';
import type { SecretPath } from '../languageService/secretStore.ts';
import type { DigestKey } from '../valueDigest.ts';
import type { Outage, ReadDigests, SecretDigests, Unread } from './secretDigests.ts';
import { isOutage } from './secretDigests.ts';

/** Paths that are read at a time: enough to hide the latency of a server, few enough not to burden it. */
const width = 8;

/** The connection that a person has agreed to read on. */
export interface AgreedPlace {
  readonly origin: string;
  readonly namespace: string;
}

export interface ComparisonRequest {
  readonly place: AgreedPlace;
  readonly paths: readonly SecretPath[];
  /** Digests of the plaintext, under `key`. */
  readonly wanted: ReadonlySet<string>;
  readonly key: DigestKey;
  /** Called after each path with how many are done. */
  readonly onProgress?: (done: number) => void;
}

/** What a comparison found: of all that was read only this is left. */
export interface Comparison {
  /** References by the digest that their values have; their names keep to the grammar of references. */
  readonly matches: ReadonlyMap<string, readonly SecretTarget[]>;
  /** How many paths were read, and how many not, by the reason. */
  readonly read: number;
  readonly unread: ReadonlyMap<Unread, number>;
  /** Matches that no reference can stand for: under names it cannot hold, or in a version that Vault will delete. */
  readonly unusable: number;
  /** Why it ended before all was read. */
  readonly stopped?: Stop;
}

export interface Stop {
  readonly reason: Outage | 'connection-changed' | 'cancelled';
  /** One sentence of ours. */
  readonly detail: string;
}

/**
 * Reads each of the paths once, as long as the connection is the agreed one, and looks for the wanted digests. Denied and
 * missing paths are counted; a server that is sealed or does not answer ends it. Never throws but for a bug of the port:
 * an abort is a stop, with what was found until then.
 */
export async function compare(
  digests: SecretDigests,
  request: ComparisonRequest,
  signal: AbortSignal,
): Promise<Comparison> {
  const run = new Run(digests, request, signal);
  const queue = request.paths.values();
  const work = async (): Promise<void> => {
    for (const path of queue) if (!(await run.read(path))) return;
  };
  await Promise.all(Array.from({ length: Math.min(width, request.paths.length) }, work));
  return run.result();
}

class Run {
  readonly #digests: SecretDigests;
  readonly #request: ComparisonRequest;
  readonly #signal: AbortSignal;
  readonly #matches = new Map<string, SecretTarget[]>();
  readonly #unread = new Map<Unread, number>();
  #read = 0;
  #unusable = 0;
  #stopped: Stop | undefined;

  constructor(digests: SecretDigests, request: ComparisonRequest, signal: AbortSignal) {
    this.#digests = digests;
    this.#request = request;
    this.#signal = signal;
  }

  /** False when no more is to be read. */
  async read(path: SecretPath): Promise<boolean> {
    if (this.#isStopped()) return false;
    try {
      const answer = await this.#digests.read(path, this.#request.key, this.#signal);
      // The answer of another connection says nothing of the agreed one.
      if (this.#isStopped()) return false;
      if (answer.kind === 'read') this.#take(path, answer);
      else if (isOutage(answer.kind)) this.#stopped = { reason: answer.kind, detail: answer.detail };
      else this.#unread.set(answer.kind, (this.#unread.get(answer.kind) ?? 0) + 1);
    } catch (error) {
      if (!this.#signal.aborted) throw error;
    }
    if (this.#isStopped()) return false;
    this.#request.onProgress?.(this.#done());
    return true;
  }

  result(): Comparison {
    // In the order of the plan, whichever answer came first.
    const order = new Map(this.#request.paths.map((path, index) => [idOf(path), index]));
    const place = (target: SecretTarget): number => order.get(idOf(target)) ?? 0;
    for (const targets of this.#matches.values()) targets.sort((one, two) => place(one) - place(two));
    return {
      matches: this.#matches,
      read: this.#read,
      unread: this.#unread,
      unusable: this.#unusable,
      ...(this.#stopped ? { stopped: this.#stopped } : {}),
    };
  }

  #take({ mount, path }: SecretPath, { digests, selfDeletes }: ReadDigests): void {
    this.#read++;
    for (const { key, digest } of digests) {
      if (!this.#request.wanted.has(digest)) continue;
      const target = { mount, path, key };
      if (selfDeletes || !isSpellable(target)) this.#unusable++;
      else this.#matches.set(digest, [...(this.#matches.get(digest) ?? []), target]);
    }
  }

  #done(): number {
    return [...this.#unread.values()].reduce((sum, count) => sum + count, this.#read);
  }

  #isStopped(): boolean {
    if (this.#signal.aborted) this.#stopped ??= { reason: 'cancelled', detail: 'Cancelled.' };
    const { origin, namespace } = this.#request.place;
    if (this.#digests.origin !== origin || this.#digests.namespace !== namespace) {
      const detail = 'The connection to Vault changed meanwhile.';
      this.#stopped ??= { reason: 'connection-changed', detail };
    }
    return this.#stopped !== undefined;
  }
}

function idOf({ mount, path }: SecretPath): string {
  return `${mount}\n${path}`;
}

import * as v from 'valibot';
import { shaped } from './responses.ts';
import type { VaultApi } from './vaultApi.ts';
import { successful } from './vaultApi.ts';

/** OpenBao refuses more than 999 paths in one call. */
const maxPaths = 500;

interface Waiting {
  readonly path: string;
  readonly resolve: (mayRead: boolean) => void;
  readonly reject: (reason: unknown) => void;
}

const answerShape = v.object({ data: v.record(v.string(), v.unknown()) });

/** Asks for the token's rights on many paths in one request, with what one turn of the event loop brings. */
export class CapabilityBatch {
  readonly #api: VaultApi;
  #waiting: Waiting[] = [];

  constructor(api: VaultApi) {
    this.#api = api;
  }

  /**
   * Whether the token may read an API path; false when it may not ask either.
   * @throws StoreError when the server cannot be asked: an outage is not a denial.
   */
  mayRead(path: string): Promise<boolean> {
    if (this.#waiting.length === 0) setImmediate(() => void this.#flush());
    return new Promise((resolve, reject) => this.#waiting.push({ path, resolve, reject }));
  }

  async #flush(): Promise<void> {
    const all = this.#waiting;
    this.#waiting = [];
    for (let start = 0; start < all.length; start += maxPaths) {
      const batch = all.slice(start, start + maxPaths);
      try {
        const rights = await this.#ask(batch.map(({ path }) => path));
        for (const { path, resolve } of batch) resolve(canRead(rights[path]));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
  }

  async #ask(paths: readonly string[]): Promise<Record<string, unknown>> {
    const answer = await this.#api.post(
      'sys/capabilities-self',
      { paths },
      AbortSignal.timeout(60_000),
      'safe',
    );
    // A token without the default policy may not ask.
    if (answer.status === 403) return {};
    return shaped(answerShape, successful(answer).body).data;
  }
}

function canRead(capabilities: unknown): boolean {
  return Array.isArray(capabilities) && (capabilities.includes('read') || capabilities.includes('root'));
}

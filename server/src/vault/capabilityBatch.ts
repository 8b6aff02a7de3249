import { askCapabilities, may } from './capabilities.ts';
import type { VaultApi } from './vaultApi.ts';

interface Waiting {
  readonly name: string;
  readonly resolve: (mayRead: boolean) => void;
  readonly reject: (reason: unknown) => void;
}

/** Asks for the token's rights on many paths in one request, with what one turn of the event loop brings. */
export class CapabilityBatch {
  readonly #api: VaultApi;
  #waiting: Waiting[] = [];

  constructor(api: VaultApi) {
    this.#api = api;
  }

  /**
   * Whether the token may read an API path, by its name and not encoded; false when it may not ask either.
   * @throws StoreError when the server cannot be asked: an outage is not a denial.
   */
  mayRead(name: string): Promise<boolean> {
    if (this.#waiting.length === 0) setImmediate(() => void this.#flush());
    return new Promise((resolve, reject) => this.#waiting.push({ name, resolve, reject }));
  }

  async #flush(): Promise<void> {
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      const names = [...new Set(batch.map(({ name }) => name))];
      const known = await askCapabilities(this.#api, names, AbortSignal.timeout(60_000));
      for (const { name, resolve } of batch) resolve(mayRead(known?.get(name)));
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}

function mayRead(capabilities: ReadonlySet<string> | undefined): boolean {
  return capabilities !== undefined && may(capabilities, 'read');
}

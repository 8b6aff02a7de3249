import { LRUCache } from 'lru-cache';

/**
 * Lets one look-up per folder go first. When it is denied, its siblings are not probed one by one: they learn of it
 * and ask for their rights together.
 */
export class FolderGate {
  readonly #folders = new LRUCache<string, Promise<'open' | 'denied'>>({ max: 10_000 });

  /**
   * Runs `probe` as the folder's first, or once the first is done with what it found.
   * @throws what `probe` throws.
   */
  async pass<T>(
    folder: string,
    probe: (first: 'open' | 'denied') => Promise<T>,
    isDenied: (t: T) => boolean,
  ): Promise<T> {
    const first = this.#folders.get(folder);
    if (first) return probe(await first);
    const result = probe('open');
    const verdict = result.then(
      (value): 'open' | 'denied' => (isDenied(value) ? 'denied' : 'open'),
      (): 'open' => 'open',
    );
    this.#folders.set(folder, verdict);
    return result;
  }

  /** Forgets all verdicts, so that rights given meanwhile are seen. */
  clear(): void {
    this.#folders.clear();
  }
}

/**
 * Results of later stages for a part of a file, kept as long as that part is. Slots instead of a weak map for each kind
 * of result: a file may have a hundred thousand parts, and weak maps of that size take the garbage collector hundreds
 * of milliseconds at each of its turns.
 */
export class Memory {
  readonly slots: unknown[] = [];
}

let count = 0;

/** One kind of result that is kept in memories. Made once for each kind, at the top of a module. */
export class MemoryKey<Kept> {
  readonly #slot = count++;

  /** What was kept in a memory; undefined when nothing was. */
  recall(memory: Memory): Kept | undefined {
    return memory.slots[this.#slot] as Kept | undefined;
  }

  /** Keeps a result in a memory, and returns it. */
  keep(memory: Memory, result: Kept): Kept {
    memory.slots[this.#slot] = result;
    return result;
  }
}

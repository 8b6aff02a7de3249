/** Finds the next place of a text's part, for places to look from that only grow. Linear in all. */
export class Seeker {
  readonly #text: string;
  readonly #part: string;
  #next: number;

  constructor(text: string, part: string) {
    this.#text = text;
    this.#part = part;
    this.#next = this.#find(0);
  }

  /** Offset of the first one at or behind `from`, which must not be less than it was before; Infinity without one. */
  next(from: number): number {
    if (this.#next < from) this.#next = this.#find(from);
    return this.#next;
  }

  #find(from: number): number {
    const found = this.#text.indexOf(this.#part, from);
    return found === -1 ? Infinity : found;
  }
}

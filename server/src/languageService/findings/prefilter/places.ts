/** Places of a text where rules may find something. */
export class Places {
  readonly #most: number;
  readonly #found: number[] = [];
  #isBeyond = false;

  /** No more than `most` are wanted. */
  constructor(most = Infinity) {
    this.#most = most;
  }

  /** Adds a place, as offset. */
  add(place: number): void {
    this.#found.push(place);
  }

  /** Tells that there may be places that were not looked for, as it would take too long. */
  giveUp(): void {
    this.#isBeyond = true;
  }

  /** Whether no more have to be looked for. */
  get isEnough(): boolean {
    return this.#isBeyond || this.#found.length >= this.#most;
  }

  get isEmpty(): boolean {
    return this.#found.length === 0 && !this.#isBeyond;
  }

  /** All of them in order; undefined when there may be more. */
  get inOrder(): readonly number[] | undefined {
    return this.#isBeyond ? undefined : this.#found.sort((one, other) => one - other);
  }
}

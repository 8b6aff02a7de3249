/** Told how far a text is looked at. */
export interface Sight {
  /** `offset` is behind the last character looked at; beyond the length of the text where its end was noticed. */
  see(offset: number): void;
}

/** Keeps the farthest. */
export class Seen implements Sight {
  offset: number;

  constructor(offset = 0) {
    this.offset = offset;
  }

  see(offset: number): void {
    if (offset > this.offset) this.offset = offset;
  }
}

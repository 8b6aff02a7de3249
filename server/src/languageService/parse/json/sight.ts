import { isBlank, isLineEnd } from './characters.ts';

/** How far repairs look for what would explain malformed text. Keeps them local, and reading linear. */
export const REACH = 4096;

/** The text that is read, and how far it was looked at. */
export class Sight {
  readonly text: string;
  /** Offset behind the last character that was looked at besides those that were read. */
  seen = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Notes that all characters before `end` may have been looked at. Beyond the text's length: its end as well. */
  saw(end: number): void {
    if (end > this.seen) this.seen = Math.min(end, this.text.length + 1);
  }

  /** First offset from `at` on that is no blank. */
  skipBlanks(at: number): number {
    let end = at;
    while (isBlank(this.text.charCodeAt(end))) end += 1;
    this.saw(end + 2);
    return end;
  }

  /** The character code at an offset that was not read yet. */
  peek(at: number): number {
    this.saw(at + 1);
    return this.text.charCodeAt(at);
  }

  /** Offset of the line break that ends the line of `at`, or the text's length. */
  lineEnd(at: number): number {
    let end = at;
    while (!isLineEnd(this.text.charCodeAt(end))) end += 1;
    this.saw(end + 1);
    return end;
  }
}

/**
 * Finds the next place with a property that depends on nothing but the place. Remembers where there is none, so that
 * many searches that overlap cost one pass.
 */
export class NextPlace {
  readonly #sight: Sight;
  readonly #isHit: (at: number) => boolean;
  /** From here to `#to` there is no hit. */
  #from = 0;
  #to = 0;

  /** `isHit` is true at the end of the text, too; it may look at the character behind. */
  constructor(sight: Sight, isHit: (at: number) => boolean) {
    this.#sight = sight;
    this.#isHit = isHit;
  }

  /** Offset of the first hit from `from` on, at most {@link REACH} away; undefined when there is none. */
  find(from: number): number | undefined {
    const limit = Math.min(from + REACH, this.#sight.text.length + 1);
    if (from < this.#from || from > this.#to) {
      this.#from = from;
      this.#to = from;
    }
    while (this.#to < limit && !this.#isHit(this.#to)) this.#to += 1;
    this.#sight.saw(this.#to + 2);
    return this.#to < limit ? this.#to : undefined;
  }
}

import { alphabets } from './alphabet.ts';
import type { TokenFormat } from './tokenFormat.ts';

/** The formats whose marks begin with the same two characters. */
class MarkList {
  readonly formats: TokenFormat[] = [];
  /** The third characters that their marks, or what follows them, may have: a bit for those with the same low bits. */
  thirds = 0;
  /** Fewest characters that any of them has from its mark on, and before it. */
  behind = Infinity;
  before = Infinity;

  add(format: TokenFormat): void {
    const { mark, head, body } = format;
    // A longer mark says more than its beginning.
    const place = this.formats.findIndex((other) => other.mark.length < mark.length);
    this.formats.splice(place < 0 ? this.formats.length : place, 0, format);
    this.behind = Math.min(this.behind, mark.length + body.min);
    this.before = Math.min(this.before, head?.min ?? 0);
    this.thirds |= mark.length > 2 ? lowBit(mark.charCodeAt(2)) : -1;
  }
}

function lowBit(code: number): number {
  return 1 << (code & 31);
}

/** Formats by the beginnings of their marks, made to say no in a few steps. */
export class MarkIndex {
  /** By the two first characters of a mark, which of the lists; 0 for nearly all. */
  readonly #listOf = new Uint16Array(128 * 128);
  readonly #lists: (MarkList | undefined)[] = [undefined];

  /** Adds a format, to be tried after those with the same mark that were added before. */
  add(format: TokenFormat): void {
    const { mark, body } = format;
    const first = mark.charCodeAt(0);
    if (mark.length > 1) this.#listFor(first * 128 + mark.charCodeAt(1)).add(format);
    else this.#addShort(format, first, alphabets[body.alphabet]);
  }

  #listFor(pair: number): MarkList {
    const known = this.#lists[this.#listOf[pair] ?? 0];
    if (known) return known;
    const list = new MarkList();
    this.#listOf[pair] = this.#lists.push(list) - 1;
    return list;
  }

  /** A mark of one character, whatever it is followed by. */
  #addShort(format: TokenFormat, first: number, following: string): void {
    const lists = new Set<MarkList>();
    const own = this.#lists.length;
    for (let index = 0; index < following.length; index += 1) {
      const pair = first * 128 + following.charCodeAt(index);
      if (this.#listOf[pair] === 0 && own < this.#lists.length) this.#listOf[pair] = own;
      lists.add(this.#listFor(pair));
    }
    for (const list of lists) list.add(format);
  }

  /** The formats whose marks may stand at a place of a text; undefined for nearly all places. */
  formatsAt(text: string, at: number): readonly TokenFormat[] | undefined {
    const first = text.charCodeAt(at);
    const second = text.charCodeAt(at + 1);
    // Of what is not in the text, nothing is less than 128.
    if (!(first < 128 && second < 128)) return undefined;
    const list = this.#lists[this.#listOf[first * 128 + second] ?? 0];
    if (list === undefined || at < list.before || at + list.behind > text.length) return undefined;
    return (list.thirds & lowBit(text.charCodeAt(at + 2))) === 0 ? undefined : list.formats;
  }
}

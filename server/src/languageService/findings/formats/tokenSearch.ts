import { bitOf, isAlphanumericAt, isAlphanumericCode, isMember } from './alphabet.ts';
import { MarkIndex } from './markIndex.ts';
import type { TokenFormat, TokenPart } from './tokenFormat.ts';

/** A text in the format of a token. Offsets are in the text that was searched, end exclusive. */
export interface TokenMatch {
  readonly format: TokenFormat;
  readonly start: number;
  readonly end: number;
  /** Where the part behind the mark begins. */
  readonly bodyStart: number;
}

/** A text with more marks than this is made to cost time: each is compared with a few hundred characters. */
const MAX_MARKS = 10_000;

/** What a character is to a search, as bits. */
const kind = { word: 1, mark: 2 } as const;

const NONE = { found: [], isWhole: true } as const;

/**
 * Finds tokens of some formats in a text. Marks are looked for where a word begins, and where a character stands that
 * begins a mark inside of a token, by the two first characters: one look at each, so in linear time.
 */
export class TokenSearch {
  readonly #kinds = new Uint8Array(128);
  readonly #index = new MarkIndex();

  constructor(formats: readonly TokenFormat[]) {
    for (let code = 0; code < 128; code += 1) this.#kinds[code] = isAlphanumericCode(code) ? kind.word : 0;
    for (const format of formats) {
      const first = format.mark.charCodeAt(0);
      this.#index.add(format);
      if (format.head || !isAlphanumericCode(first))
        this.#kinds[first] = (this.#kinds[first] ?? 0) | kind.mark;
    }
  }

  /** The tokens in a text, in order and not overlapping. */
  find(text: string): readonly TokenMatch[] {
    return this.#search(text, Infinity).found;
  }

  /** Whether there is a token in a text. True as well where there are more marks than are looked at. */
  mayFind(text: string): boolean {
    const { found, isWhole } = this.#search(text, 1);
    return found.length > 0 || !isWhole;
  }

  #search(text: string, most: number): { readonly found: readonly TokenMatch[]; readonly isWhole: boolean } {
    let place = this.#nextPlace(text, 0);
    if (place < 0) return NONE;
    const found: TokenMatch[] = [];
    let left = MAX_MARKS;
    while (place >= 0 && found.length < most) {
      let end = place + 1;
      for (const format of this.#index.formatsAt(text, place) ?? []) {
        if (!text.startsWith(format.mark, place)) continue;
        if (left-- === 0) return { found, isWhole: false };
        const match = matchAt(text, place, format);
        if (!match) continue;
        found.push(match);
        end = Math.max(end, match.end);
        break;
      }
      place = this.#nextPlace(text, end);
    }
    return { found, isWhole: true };
  }

  /** Where the next mark may stand, from a place on; negative when there is none. */
  #nextPlace(text: string, from: number): number {
    const kinds = this.#kinds;
    let before = isAlphanumericAt(text, from - 1) ? kind.word : 0;
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      const own = code < 128 ? (kinds[code] ?? 0) : 0;
      if (own > before && this.#index.formatsAt(text, at)) return at;
      before = own & kind.word;
    }
    return -1;
  }
}

function matchAt(text: string, mark: number, format: TokenFormat): TokenMatch | undefined {
  const { head, body, shape, isLabel, isCommon } = format;
  const first = head ? headStart(text, mark, head) : mark;
  if (first === undefined || isAlphanumericAt(text, first - 1)) return undefined;
  // An ordinary word may be the end of a name.
  if (isCommon && !isLabel && /[-_./@$]/.test(text.charAt(first - 1))) return undefined;
  const bodyStart = mark + format.mark.length;
  const end = bodyEnd(text, bodyStart, body);
  if (end === undefined || (shape && !shape.test(text.slice(bodyStart, end)))) return undefined;
  return { format, start: isLabel ? bodyStart : first, end, bodyStart };
}

/** Where a run that ends at `end` begins; undefined when it is too short or too long. */
function headStart(text: string, end: number, { alphabet, min, max }: TokenPart): number | undefined {
  const bit = bitOf(alphabet);
  if (end < min || !isMember(text, end - min, bit)) return undefined;
  let start = end - 1;
  while (isMember(text, start - 1, bit) && end - start <= max) start -= 1;
  const length = end - start;
  return length < min || length > max ? undefined : start;
}

/** Where the run that begins at `start` ends; undefined when it is no token's. A full stop at its end is not of it. */
function bodyEnd(text: string, start: number, { alphabet, min, max }: TokenPart): number | undefined {
  const bit = bitOf(alphabet);
  let end = start;
  while (isMember(text, end, bit) && end - start <= max) end += 1;
  if (end - start > max || isAlphanumericAt(text, end)) return undefined;
  if (end - start > min && text.charAt(end - 1) === '.') end -= 1;
  return end - start < min ? undefined : end;
}

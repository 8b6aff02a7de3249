import { alphabets, bitOf, isAlphanumericAt, isMember } from './alphabet.ts';
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

/** Finds the tokens of some formats in a text, in order and not overlapping. Linear: one look at each pair of characters. */
export class TokenSearch {
  /** By a pair of characters, which of the lists; 0 for nearly all. */
  readonly #listOf = new Uint16Array(128 * 128);
  readonly #lists: TokenFormat[][] = [[]];

  constructor(formats: readonly TokenFormat[]) {
    for (const format of formats) {
      const first = format.mark.charCodeAt(0);
      if (!format.head) this.#add(first, format.mark.charCodeAt(1), format);
      else for (const last of alphabets[format.head.alphabet]) this.#add(last.charCodeAt(0), first, format);
    }
    // A longer mark says more than its beginning.
    for (const list of this.#lists) list.sort((a, b) => b.mark.length - a.mark.length);
  }

  #add(one: number, other: number, format: TokenFormat): void {
    const pair = one * 128 + other;
    const known = this.#lists[this.#listOf[pair] ?? 0];
    if (known && known !== this.#lists[0]) known.push(format);
    else this.#listOf[pair] = this.#lists.push([format]) - 1;
  }

  *find(text: string): Iterable<TokenMatch> {
    let left = MAX_MARKS;
    let code = text.charCodeAt(0);
    for (let at = 0; at + 1 < text.length; at += 1) {
      const next = text.charCodeAt(at + 1);
      const list = code < 128 && next < 128 ? this.#listOf[code * 128 + next] : 0;
      code = next;
      if (list === undefined || list === 0) continue;
      for (const format of this.#lists[list] ?? []) {
        const mark = format.head ? at + 1 : at;
        if (!text.startsWith(format.mark, mark)) continue;
        if (left-- === 0) return;
        const found = matchAt(text, mark, format);
        if (!found) continue;
        yield found;
        at = Math.max(at, found.end - 2);
        code = text.charCodeAt(at + 1);
        break;
      }
    }
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
  if (end - start > min && text.charAt(end - 1) === '.') end -= 1;
  const length = end - start;
  return length < min || length > max || isAlphanumericAt(text, end) ? undefined : end;
}

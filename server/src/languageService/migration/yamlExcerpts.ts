import type { OffsetRange } from '../references/reference.ts';
import type { Excerpt } from './excerpt.ts';

/** Each may be parsed, so there are only a few. */
const MAX_EXCERPTS = 8;

/** How much of the items behind the value is taken along. What an edit swallows begins right behind it. */
const FOLLOWING = 4 * 1024;

interface Line {
  readonly start: number;
  /** Where the next line starts. */
  readonly end: number;
  readonly column: number;
  readonly kind: 'blank' | 'mark' | 'closing' | 'dash' | 'other';
}

/**
 * Parts of a YAML file that hold the value at `value` and may be documents of their own, the largest first: an item
 * that encloses it with the items that follow, and the item alone. Goes by indentation only and never by what our reader
 * says, which is to be checked. A part has at most `maximum` UTF-16 code units; no more than that is looked at on
 * either side.
 */
export function yamlExcerpts(text: string, value: OffsetRange, maximum: number): readonly Excerpt[] {
  const heads = enclosingItems(text, value, maximum).reverse();
  const found = heads.flatMap((head) => {
    const ends = endsOf(text, head, value.end, head.start + maximum);
    return ends.map((end) => ({ start: head.start, end, before: '', after: '' }));
  });
  return found.slice(0, MAX_EXCERPTS);
}

/** The line of the value and, upwards, each that begins further left than all below it. */
function enclosingItems(text: string, { start, end }: OffsetRange, maximum: number): Line[] {
  let line = lineAt(text, lineStartOf(text, start));
  const heads = [line];
  let column = line.kind === 'mark' ? 0 : line.column;
  while (line.start > 0 && column > 0 && end - line.start < maximum) {
    line = lineAt(text, lineStartOf(text, line.start - 1));
    if (line.kind === 'mark') break;
    if (line.kind === 'blank' || line.kind === 'closing' || line.column >= column) continue;
    heads.push(line);
    column = line.column;
  }
  return heads;
}

/** The start of the line of `at`. `lastIndexOf` looks at the first character even when told to look before it. */
function lineStartOf(text: string, at: number): number {
  return at <= 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** Where the items end that begin with `head`: the last one that is taken along, and the first, which has the value. */
function endsOf(text: string, head: Line, valueEnd: number, limit: number): number[] {
  const ends: number[] = [];
  let at = head.end;
  while (at <= limit && (ends.length === 0 || at <= valueEnd + FOLLOWING)) {
    if (at >= text.length) return firstAndLast([...ends, at]);
    const line = lineAt(text, at);
    if (at > valueEnd && line.kind !== 'blank') {
      if (isOutside(line, head)) return firstAndLast([...ends, at]);
      if (isSibling(line, head)) ends.push(at);
    }
    at = line.end;
  }
  return firstAndLast(ends);
}

function isOutside(line: Line, head: Line): boolean {
  if (line.kind === 'mark' || line.column < head.column) return true;
  return head.kind === 'dash' && line.column === head.column && line.kind === 'other';
}

/** A list may stand in the column of its key, and a bracket close there. */
function isSibling({ kind, column }: Line, head: Line): boolean {
  if (column !== head.column || kind === 'closing') return false;
  return kind === 'other' || head.kind === 'dash';
}

function firstAndLast(ends: readonly number[]): number[] {
  const [first, last] = [ends[0], ends.at(-1)];
  if (first === undefined || last === undefined) return [];
  return first === last ? [first] : [last, first];
}

function lineAt(text: string, start: number): Line {
  const next = text.indexOf('\n', start) + 1;
  const end = next === 0 ? text.length : next;
  let at = start;
  while (text[at] === ' ') at += 1;
  return {
    start,
    end,
    column: at - start,
    kind: kindOf(text.slice(at, Math.min(end, at + 4)), at === start),
  };
}

/** `head`: the first characters behind the indentation, at most four. */
function kindOf(head: string, isMargin: boolean): Line['kind'] {
  if (/^[\t\r]*(?:\n|#|$)/.test(head)) return 'blank';
  if (isMargin && /^(?:---|\.\.\.)(?:\s|$)/.test(head)) return 'mark';
  if (/^[\]}]/.test(head)) return 'closing';
  return /^-(?:\s|$)/.test(head) ? 'dash' : 'other';
}

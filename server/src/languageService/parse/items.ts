import { linesOf, skip } from './lines.ts';

/** One or more consecutive entries of a block map or list, as whole lines. */
export interface Item {
  readonly kind: 'prelude' | 'map' | 'seq';
  /** Offsets in the text that was split. */
  readonly start: number;
  readonly end: number;
  readonly column: number;
  /** Position of the first entry in its list; 0 in a map. */
  readonly index: number;
}

/**
 * Splits block YAML at the lines that start an entry, without a parse. Inside a map or list at column m everything
 * that is open continues right of m, so a line that starts an entry at m begins the next one. A line left of m shows
 * the text to be malformed: a new region begins there. Returns a prelude of comments and markers first, if any.
 */
export function splitItems(text: string): Item[] {
  const items: Item[] = [];
  let current: Item = { kind: 'prelude', start: 0, end: 0, column: Infinity, index: 0 };
  for (const { start, end } of linesOf(text)) {
    const next = entryAt(text, start, end, current);
    if (!next) continue;
    if (start > current.start) items.push({ ...current, end: start });
    current = next;
  }
  items.push({ ...current, end: text.length });
  return items;
}

function entryAt(text: string, lineStart: number, lineEnd: number, current: Item): Item | undefined {
  const first = skip(text, lineStart, lineEnd, ' \uFEFF');
  const column = first - lineStart;
  if (column > current.column || !isContent(text, first, lineEnd, column)) return undefined;
  const kind = isIndicator(text, first, '-') ? 'seq' : 'map';
  const isSibling = column === current.column;
  // A list may stand at the column of its key, and `: value` below its `? key`.
  if (isSibling && current.kind === 'map' && (kind === 'seq' || isIndicator(text, first, ':'))) {
    return undefined;
  }
  const index = isSibling && kind === 'seq' && current.kind === 'seq' ? current.index + 1 : 0;
  return { kind, start: lineStart, end: lineEnd, column, index };
}

function isContent(text: string, first: number, lineEnd: number, column: number): boolean {
  const character = text.charAt(first);
  if (first === lineEnd || '#]},'.includes(character)) return false;
  return !(column === 0 && (/^(?:---|\.\.\.)\s/.test(text.slice(first, first + 4)) || character === '%'));
}

function isIndicator(text: string, at: number, indicator: string): boolean {
  const next = text.charAt(at + 1);
  return text[at] === indicator && (next === '' || ' \t\r\n'.includes(next));
}

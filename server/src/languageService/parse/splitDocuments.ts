import { linesOf, skip } from './lines.ts';

/** A part of a YAML file that holds exactly one document (or none, when the file has nothing but comments). */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** Number of the document, from 0. */
  readonly document: number;
}

type LineKind = 'start' | 'end' | 'directive' | 'blank' | 'content';

/**
 * Cuts a YAML file at its document markers, in linear time. A line that starts with `---` or `...` and a blank is a
 * marker wherever it stands, even in a quoted or block scalar (YAML 1.2.2, production `c-forbidden`), so no parse is
 * needed. Directives and comments go with the document they introduce; what trails the last document stays with it.
 */
export function splitDocuments(text: string): Piece[] {
  const ends: number[] = [];
  let started = false;
  for (const line of linesOf(text)) {
    const kind = kindOfLine(text, line.start, line.end);
    if (started && (kind === 'start' || kind === 'end')) ends.push(kind === 'start' ? line.start : line.next);
    // A directive line is one only before its document; later it is content, and the document has started already.
    if (kind === 'end') started = false;
    else if (kind === 'start' || kind === 'content') started = true;
  }
  if (!started) ends.pop();
  return [...ends, text.length].map((end, document) => ({ start: ends[document - 1] ?? 0, end, document }));
}

function kindOfLine(text: string, lineStart: number, lineEnd: number): LineKind {
  const start = lineStart === 0 && text.startsWith('\uFEFF') ? 1 : lineStart;
  if (isMarker(text, start, '---')) return 'start';
  if (isMarker(text, start, '...')) return 'end';
  if (text[start] === '%') return 'directive';
  const first = skip(text, start, lineEnd, ' \t');
  return first === lineEnd || text[first] === '#' ? 'blank' : 'content';
}

function isMarker(text: string, start: number, marker: string): boolean {
  const next = text.charAt(start + 3);
  return text.startsWith(marker, start) && (next === '' || ' \t\r\n'.includes(next));
}

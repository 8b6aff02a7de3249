import {
  BACKSLASH,
  COLON,
  COMMA,
  CR,
  DOUBLE_QUOTE,
  isBreak,
  isDocumentMark,
  isGap,
  isRestOfLineEmpty,
  LF,
  lineEnd,
  nextLine,
  SINGLE_QUOTE,
  skipBlanks,
  trimEnd,
} from './characters.ts';
import { Seen, type Sight } from './sight.ts';
import { findAction, findActionLine, mayOpenAction } from './templates.ts';

/** A quoted scalar in the text. */
export interface QuotedScan {
  /** The value text, without quotes. */
  readonly start: number;
  readonly end: number;
  /** Where to read on: behind the closing quote, or at the end of the line when there is none. */
  readonly next: number;
  readonly closed: boolean;
  readonly multiline: boolean;
  readonly seen: number;
}

export interface QuotedPlace {
  /** Column of the collection that the scalar belongs to: its lines stand right of it. -1 at the root. */
  readonly holder: number;
  /** In a flow collection the bracket that closes it. */
  readonly closer: number | undefined;
  /** Offset behind the last character that may belong to the scalar. */
  readonly limit: number;
}

interface Close {
  /** Offset of the closing quote; undefined when the item ends before one. */
  readonly at: number | undefined;
  readonly multiline: boolean;
  readonly seen: number;
}

/**
 * Reads the quoted scalar whose quote is at `quote`. One that is not closed within its item, or whose closing quote is
 * followed by what cannot follow, is taken for what the rest of its line holds, so that damage stays there.
 */
export function scanQuoted(text: string, quote: number, place: QuotedPlace): QuotedScan {
  const plain = findClose(text, quote, place, false);
  if (isProper(text, plain, place)) return closedScan(quote, plain, plain.seen);
  const templated = hasAction(text, quote, plain.at ?? lineEnd(text, quote))
    ? findClose(text, quote, place, true)
    : plain;
  const seen = Math.max(plain.seen, templated.seen);
  if (isProper(text, templated, place)) return closedScan(quote, templated, seen);
  if (plain.at !== undefined && !plain.multiline) return closedScan(quote, plain, seen);
  const end = Math.min(lineEnd(text, quote), place.limit);
  return {
    start: quote + 1,
    end: Math.max(quote + 1, trimEnd(text, quote, end)),
    next: end,
    closed: false,
    multiline: false,
    seen: Math.max(seen, end + 1),
  };
}

function closedScan(quote: number, close: Close, seen: number): QuotedScan {
  const at = close.at ?? quote;
  return { start: quote + 1, end: at, next: at + 1, closed: true, multiline: close.multiline, seen };
}

/** Whether what follows the closing quote may follow it. */
function isProper(text: string, { at }: Close, { closer }: QuotedPlace): boolean {
  if (at === undefined) return false;
  const next = skipBlanks(text, at + 1);
  const code = text.charCodeAt(next);
  if (code === COLON) return closer !== undefined || isGap(text.charCodeAt(next + 1));
  const ends = closer !== undefined && (code === COMMA || code === closer);
  return ends || isRestOfLineEmpty(text, at + 1);
}

function hasAction(text: string, from: number, end: number): boolean {
  for (let at = from; at < end; at += 1) if (mayOpenAction(text, at)) return true;
  return false;
}

function findClose(text: string, quote: number, place: QuotedPlace, skipActions: boolean): Close {
  const mark = text.charCodeAt(quote);
  const limit = Math.min(place.limit, text.length);
  const sight = new Seen();
  let multiline = false;
  let at = quote + 1;
  while (at < limit) {
    const code = text.charCodeAt(at);
    if (code === mark) {
      if (mark === DOUBLE_QUOTE || text.charCodeAt(at + 1) !== SINGLE_QUOTE) {
        sight.see(skipBlanks(text, at + 1) + 2);
        return { at, multiline, seen: sight.offset };
      }
      at += 2;
    } else if (code === BACKSLASH && mark === DOUBLE_QUOTE) {
      at += isBreak(text.charCodeAt(at + 1)) ? 1 : 2;
    } else if (code === LF || code === CR) {
      multiline = true;
      const next = lineStartInside(text, nextLine(text, at), place.holder, sight);
      if (next === undefined) return { at: undefined, multiline, seen: sight.offset };
      at = next;
    } else if (skipActions && mayOpenAction(text, at)) {
      const action = findAction(text, at);
      sight.see(action.seen);
      at = action.end ?? at + 1;
    } else at += 1;
  }
  return { at: undefined, multiline, seen: limit + 1 };
}

/**
 * The first character of a line inside a scalar, or undefined when the line is another item's. A line of template
 * actions left of the scalar's is passed.
 */
function lineStartInside(text: string, start: number, holder: number, sight: Sight): number | undefined {
  sight.see(start + 4);
  if (holder < 0) return isDocumentMark(text, start) ? undefined : start;
  const at = skipBlanks(text, start);
  const isInside = at - start > holder || isBreak(text.charCodeAt(at)) || at >= text.length;
  sight.see(at + 1);
  if (isInside) return at;
  const actions = findActionLine(text, at);
  sight.see(actions.seen);
  return actions.end;
}

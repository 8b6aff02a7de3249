import {
  CLOSE_BRACKET,
  COLON,
  HASH,
  isBlank,
  isBreak,
  isDocumentMark,
  isFlowIndicator,
  isGap,
  nextLine,
  OPEN_BRACE,
  OPEN_BRACKET,
  QUESTION,
  skipBlanks,
} from './characters.ts';
import { Seen, type Sight } from './sight.ts';
import { findAction, findActionLine, mayOpenAction } from './templates.ts';

/** What ends the plain text of one line. */
export type LineStop = 'colon' | 'comment' | 'indicator' | 'line';

export interface PlainLine {
  /** Offset behind the last character of the text that is no blank. */
  readonly end: number;
  /** Offset of what stops it. */
  readonly at: number;
  readonly stop: LineStop;
  readonly seen: number;
}

/** Reads plain text from `from` to what ends it on its line. Template actions in it belong to it, whatever they hold. */
export function scanPlainLine(text: string, from: number, limit: number, inFlow: boolean): PlainLine {
  let end = from;
  const sight = new Seen(from);
  let at = from;
  for (; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (isOrdinary(code)) {
      end = at + 1;
      continue;
    }
    if (isBreak(code)) break;
    if (isBlank(code)) continue;
    if (code === COLON && isColonStop(text, at, inFlow, sight))
      return { end, at, stop: 'colon', seen: sight.offset };
    if (code === HASH && at > from && isBlank(text.charCodeAt(at - 1)))
      return { end, at, stop: 'comment', seen: sight.offset };
    if (mayOpenAction(text, at)) {
      const action = findAction(text, at);
      sight.see(action.seen);
      const closed = action.end !== undefined && action.end <= limit ? action.end : undefined;
      if (closed !== undefined || !inFlow) {
        // What is not closed is text, both characters of its opener.
        end = closed ?? at + 2;
        at = end - 1;
        continue;
      }
    }
    if (inFlow && isFlowIndicator(code)) return { end, at, stop: 'indicator', seen: sight.offset };
    end = at + 1;
  }
  sight.see(at + 1);
  return { end, at, stop: 'line', seen: sight.offset };
}

/** Letters and other characters above the indicators: most of any text, told first. */
function isOrdinary(code: number): boolean {
  return code > QUESTION && code < OPEN_BRACE && code !== OPEN_BRACKET && code !== CLOSE_BRACKET;
}

/** Whether the colon at `at` ends a key: a blank follows, or in a flow collection an indicator that opens no action. */
export function isColonStop(text: string, at: number, inFlow: boolean, sight: Sight): boolean {
  const next = text.charCodeAt(at + 1);
  if (isGap(next)) return true;
  if (!inFlow || !isFlowIndicator(next)) return false;
  const action = findAction(text, at + 1);
  sight.see(action.seen);
  return action.end === undefined;
}

export interface PlainScan {
  readonly end: number;
  /** Where to read on: at a line break, a comment, an indicator or the end of the text. */
  readonly next: number;
  readonly multiline: boolean;
  /** Where the text goes on when that is an entry of its own, `key: value`. */
  readonly entry: number | undefined;
  readonly seen: number;
}

export interface PlainPlace {
  /** Column of the collection that the scalar belongs to; -1 at the root. */
  readonly holder: number;
  readonly inFlow: boolean;
  readonly limit: number;
  /** Whether it may be a key of several lines. */
  readonly isKey?: boolean;
}

/**
 * Follows a plain scalar, whose first line is read, over its further lines: those right of `holder` (its collection's
 * column) up to a comment, a line of template actions, or a line that is an entry of its own, `key: value`. With
 * `isKey`, as in `{ long\n key: value }`, that line is its last.
 */
export function scanPlainRest(text: string, first: PlainLine, place: PlainPlace): PlainScan {
  let { end, seen } = first;
  let next = first.at;
  let last = first;
  let multiline = false;
  let entry: number | undefined;
  const { limit } = place;
  while (last.stop === 'line' && last.at < limit) {
    const start = firstOfNextText(text, last.at, limit, place.holder);
    seen = Math.max(seen, start.at + 4);
    if (!start.continues || text.charCodeAt(start.at) === HASH) break;
    const actions = findActionLine(text, start.at);
    seen = Math.max(seen, actions.seen);
    if (actions.end !== undefined) break;
    last = scanPlainLine(text, start.at, limit, place.inFlow);
    seen = Math.max(seen, last.seen, last.at + 2);
    if (last.stop === 'colon' && place.isKey !== true) entry = start.at;
    if (entry !== undefined || last.end === start.at) break;
    ({ end } = last);
    next = last.at;
    multiline = true;
  }
  return { end, next, multiline, entry, seen };
}

/** Where the text goes on behind the line break at `from`, over blank lines, and whether it is the same scalar's. */
function firstOfNextText(
  text: string,
  from: number,
  limit: number,
  holder: number,
): { readonly at: number; readonly continues: boolean } {
  let lineStart = nextLine(text, from);
  let at = skipBlanks(text, lineStart);
  while (at < limit && isBreak(text.charCodeAt(at))) {
    lineStart = nextLine(text, at);
    at = skipBlanks(text, lineStart);
  }
  if (at >= limit) return { at, continues: false };
  return { at, continues: holder < 0 ? !isDocumentMark(text, lineStart) : at - lineStart > holder };
}

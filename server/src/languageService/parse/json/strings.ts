import { unclosedAction } from './actions.ts';
import type { Actions } from './actions.ts';
import { CHAR, endsValue, isBlank, isLineBreak, isLineEnd } from './characters.ts';
import { NextPlace, REACH } from './sight.ts';
import type { Sight } from './sight.ts';

/**
 * Finds where strings end. What follows a closing quote tells whether it is one; only where nothing valid can follow,
 * or where the line ends before a quote, are the repairs tried. A repair never leaves the line.
 */
export class Strings {
  /** End (exclusive) of the content of the last string. */
  end = 0;
  /** Where to read on behind the last string. */
  next = 0;
  /** Whether the last string is followed by a colon on the same line. */
  beforeColon = false;

  readonly #sight: Sight;
  readonly #actions: Actions;
  /** Quotes that tell where a value with stray quotes ends: they close something, or open the next string. */
  readonly #quotes: NextPlace;

  constructor(sight: Sight, actions: Actions) {
    this.#sight = sight;
    this.#actions = actions;
    this.#quotes = new NextPlace(sight, (at) => this.#isTelling(at));
  }

  /** Reads the string whose content begins at `start`. Leaves the result in the fields. */
  read(start: number, quote: number, isKey: boolean): void {
    const { text } = this.#sight;
    let from = start;
    for (;;) {
      const at = endOfContent(text, from, quote);
      if (text.charCodeAt(at) !== quote) {
        this.#endAtLine(start, at, isKey);
        return;
      }
      const follower = text.charCodeAt(at + 1);
      this.#found(at, at + 1, follower === CHAR.colon);
      if (isKey ? follower === CHAR.colon : endsValue(follower)) return;
      const resumed = this.#settle(start, at, isKey);
      if (resumed === undefined) return;
      from = resumed;
    }
  }

  #found(end: number, next: number, beforeColon: boolean): void {
    this.end = end;
    this.next = next;
    this.beforeColon = beforeColon;
  }

  /** Looks at what follows the quote at `at`. Returns where the string goes on, if it does. */
  #settle(start: number, at: number, isKey: boolean): number | undefined {
    const { text } = this.#sight;
    const after = this.#sight.skipBlanks(at + 1);
    const follower = text.charCodeAt(after);
    this.beforeColon = follower === CHAR.colon;
    if ((isKey && this.beforeColon) || endsValue(follower) || isComment(text, after)) return undefined;
    const content = text.slice(start, at);
    const action = unclosedAction(content);
    const closed = action === -1 ? undefined : this.#actions.closer(content, action, at);
    if (closed !== undefined) return closed;
    if (this.beforeColon || (isKey && after > at + 1)) return undefined;
    if (isKey && this.#endAtColon(start, at)) return undefined;
    if (this.#endAtComma(start, at) || isKey || follower === CHAR.doubleQuote) return undefined;
    this.#endAtTellingQuote(at, after > at + 1);
    return undefined;
  }

  /** A string without a closing quote ends with its line; a key at the first colon, if there is one. */
  #endAtLine(start: number, lineEnd: number, isKey: boolean): void {
    this.#sight.saw(lineEnd + 1);
    if (isKey && this.#endAtColon(start, lineEnd)) return;
    let end = lineEnd;
    while (end > start && isBlank(this.#sight.text.charCodeAt(end - 1))) end -= 1;
    this.#found(end, lineEnd, false);
  }

  #endAtColon(start: number, end: number): boolean {
    const colon = this.#sight.text.slice(start, end).indexOf(':');
    if (colon <= 0) return false;
    this.#found(start + colon, start + colon, true);
    return true;
  }

  /** `"b, "c"`: a quote behind a comma opens the next string; the one before ended in front of the comma. */
  #endAtComma(start: number, quote: number): boolean {
    const { text } = this.#sight;
    let comma = quote - 1;
    while (comma >= start && isOpening(text.charCodeAt(comma))) comma -= 1;
    if (comma < start || text.charCodeAt(comma) !== CHAR.comma) return false;
    let end = comma;
    while (end > start && isClosing(text.charCodeAt(end - 1))) end -= 1;
    this.#found(end, end, false);
    return true;
  }

  /** `"say "hi" now",`: quotes inside a value. `mayBeClosed`: what follows the quote may be a stray word as well. */
  #endAtTellingQuote(at: number, mayBeClosed: boolean): void {
    const { text } = this.#sight;
    const telling = this.#quotes.find(at + 1);
    if (telling === undefined) return;
    if (isLineEnd(text.charCodeAt(telling))) {
      if (!mayBeClosed && telling - at < REACH) this.#found(trimmedEnd(text, at, telling), telling, false);
    } else if (!opensString(text, telling) && this.#closesValue(telling))
      this.#found(telling, telling + 1, false);
  }

  #isTelling(at: number): boolean {
    const { text } = this.#sight;
    const code = text.charCodeAt(at);
    if (code !== CHAR.doubleQuote) return isLineEnd(code);
    if (text.charCodeAt(at - 1) === CHAR.backslash) return false;
    return opensString(text, at) || this.#closesValue(at);
  }

  #closesValue(at: number): boolean {
    return endsValue(this.#sight.text.charCodeAt(this.#sight.skipBlanks(at + 1)));
  }
}

/** Offset of the closing quote, or of the end of the line. */
function endOfContent(text: string, start: number, quote: number): number {
  const { length } = text;
  let at = start;
  for (; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code === CHAR.backslash) {
      if (!isLineEnd(text.charCodeAt(at + 1))) at += 1;
    } else if (code < CHAR.space && isLineBreak(code)) return at;
  }
  return length;
}

function trimmedEnd(text: string, start: number, lineEnd: number): number {
  let end = lineEnd;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return end;
}

/** Whether the text before a quote lets a string begin there. */
function opensString(text: string, quote: number): boolean {
  let before = quote - 1;
  while (isBlank(text.charCodeAt(before))) before -= 1;
  const code = text.charCodeAt(before);
  return code === CHAR.comma || code === CHAR.colon;
}

function isComment(text: string, at: number): boolean {
  const second = text.charCodeAt(at + 1);
  return text.charCodeAt(at) === CHAR.slash && (second === CHAR.slash || second === CHAR.star);
}

function isOpening(code: number): boolean {
  return isBlank(code) || code === CHAR.openBrace || code === CHAR.openBracket;
}

function isClosing(code: number): boolean {
  return isBlank(code) || code === CHAR.closeBrace || code === CHAR.closeBracket;
}

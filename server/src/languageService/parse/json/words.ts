import type { Actions } from './actions.ts';
import { CHAR, endsValue, isBlank, isLineEnd } from './characters.ts';
import { kindOfPlain } from './scalars.ts';
import type { Sight } from './sight.ts';

const PLAIN = new Set(Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ+-._', (character) => character.charCodeAt(0)));

/** Finds where text without quotes ends: numbers, literals, templates, unquoted keys and whatever is half-typed. */
export class Words {
  /** End (exclusive) of the last word. */
  end = 0;
  /** Where to read on behind it. */
  next = 0;

  readonly #sight: Sight;
  readonly #actions: Actions;

  constructor(sight: Sight, actions: Actions) {
    this.#sight = sight;
    this.#actions = actions;
  }

  /**
   * Reads from `start`, which is no delimiter or begins a template action. A key ends at a blank or a colon, and so
   * does a value that JSON knows; other values go on until something ends them.
   */
  read(start: number, isKey: boolean): void {
    const { text } = this.#sight;
    let end = start;
    while (isPlain(text.charCodeAt(end))) end += 1;
    if (end > start && endsValue(text.charCodeAt(end))) {
      this.end = end;
      this.next = end;
      return;
    }
    end = this.#wordEnd(start, isKey);
    for (;;) {
      const after = this.#sight.skipBlanks(end);
      const isOver = isKey || after === end || endsValue(text.charCodeAt(after)) || this.#stops(after, isKey);
      if (isOver || kindOfPlain(text.slice(start, end)) !== 'string') break;
      end = this.#wordEnd(after, isKey);
    }
    this.end = end;
    this.next = this.#isStrayQuote(end) ? end + 1 : end;
  }

  /** `b",`: the quote that opened a value is missing, and this one closes it. */
  #isStrayQuote(at: number): boolean {
    const { text } = this.#sight;
    if (text.charCodeAt(at) !== CHAR.doubleQuote) return false;
    const follower = text.charCodeAt(this.#sight.skipBlanks(at + 1));
    return follower === CHAR.colon || endsValue(follower);
  }

  /** End of the run without blanks from `start` on; at least one character, or one action. */
  #wordEnd(start: number, isKey: boolean): number {
    const { text } = this.#sight;
    let at = this.#afterUnit(start) ?? start + 1;
    for (;;) {
      const code = text.charCodeAt(at);
      if (isBlank(code) || isLineEnd(code)) return at;
      const unit = this.#afterUnit(at);
      if (unit === undefined && this.#stops(at, isKey)) return at;
      at = unit ?? at + 1;
    }
  }

  #stops(at: number, isKey: boolean): boolean {
    const code = this.#sight.text.charCodeAt(at);
    if (code === CHAR.colon) return isKey;
    if (code === CHAR.slash) {
      const second = this.#sight.peek(at + 1);
      return second === CHAR.slash || second === CHAR.star;
    }
    return (
      endsValue(code) || code === CHAR.doubleQuote || code === CHAR.openBrace || code === CHAR.openBracket
    );
  }

  /** Offset behind a template action or an environment variable that begins at `at`. */
  #afterUnit(at: number): number | undefined {
    const { text } = this.#sight;
    const code = text.charCodeAt(at);
    if (code === CHAR.openBrace || code === CHAR.less) return this.#actions.endOf(at);
    if (code !== CHAR.dollar || text.charCodeAt(at + 1) !== CHAR.openBrace) return undefined;
    let end = at + 2;
    while (!endsVariable(text.charCodeAt(end))) end += 1;
    this.#sight.saw(end + 1);
    return text.charCodeAt(end) === CHAR.closeBrace ? end + 1 : undefined;
  }
}

/** Whether a character is one of numbers and literals: letters, digits, signs and points. */
function isPlain(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || PLAIN.has(code);
}

function endsVariable(code: number): boolean {
  return code === CHAR.closeBrace || code === CHAR.doubleQuote || code === CHAR.dollar || isLineEnd(code);
}

import { CHAR, isBlank, isLineBreak } from './characters.ts';
import { ARRAY, OBJECT } from './state.ts';
import type { Frame } from './state.ts';

/** Deeper brackets are counted without telling braces from square ones. */
const MAX_KINDS = 4096;

/**
 * Whether the brackets of the text from `start` on close what is open there, and nothing else: `excess` brackets of
 * whatever kind, then `top` and the levels above it. Linear; false at an unclosed string.
 */
export function isBalanced(text: string, start: number, top: Frame, excess: number): boolean {
  const kinds: number[] = [];
  for (let frame = top; frame.parent; frame = frame.parent) kinds.push(frame.kind);
  kinds.reverse();
  const brackets = new Brackets(kinds, excess);
  const lastEnd = text.lastIndexOf('*/');
  let at = start;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === CHAR.doubleQuote) {
      if (brackets.isClosed) return false;
      at = endOfString(text, at + 1);
      if (at === -1) return false;
    } else if (code === CHAR.slash) at = endOfComment(text, at, lastEnd);
    else {
      if (!brackets.take(code)) return false;
      at += 1;
    }
  }
  return brackets.isClosed;
}

class Brackets {
  readonly #kinds: number[];
  #excess: number;
  /** Whether the root value may still begin. */
  #awaitsRoot: boolean;

  constructor(kinds: number[], excess: number) {
    this.#kinds = kinds;
    this.#excess = excess;
    this.#awaitsRoot = kinds.length === 0;
  }

  get isClosed(): boolean {
    return this.#kinds.length === 0 && !this.#awaitsRoot;
  }

  /** Counts a character in; false when it shows that brackets are not balanced. */
  take(code: number): boolean {
    if (this.isClosed) return isBlank(code) || isLineBreak(code);
    if (code === CHAR.openBrace) this.#open(OBJECT);
    else if (code === CHAR.openBracket) this.#open(ARRAY);
    else if (code === CHAR.closeBrace) return this.#close(OBJECT);
    else if (code === CHAR.closeBracket) return this.#close(ARRAY);
    return true;
  }

  #open(kind: number): void {
    this.#awaitsRoot = false;
    if (this.#excess > 0 || this.#kinds.length === MAX_KINDS) this.#excess += 1;
    else this.#kinds.push(kind);
  }

  #close(kind: number): boolean {
    if (this.#excess === 0) return this.#kinds.pop() === kind;
    this.#excess -= 1;
    return true;
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === CHAR.doubleQuote) return at + 1;
    if (code === CHAR.backslash) at += 1;
    else if (isLineBreak(code)) return -1;
  }
  return -1;
}

/** `lastEnd`: offset of the last end of a block comment in the text. One that is never closed ends with its line. */
function endOfComment(text: string, start: number, lastEnd: number): number {
  const second = text.charCodeAt(start + 1);
  if (second === CHAR.star && start + 2 <= lastEnd) return text.indexOf('*/', start + 2) + 2;
  let at = start + 1;
  if (second === CHAR.slash || second === CHAR.star) {
    while (at < text.length && !isLineBreak(text.charCodeAt(at))) at += 1;
  }
  return at;
}

import { HASH, lineEnd, PERCENT } from '../../parse/yaml/characters.ts';
import { findAction } from '../../parse/yaml/templates.ts';

const openers = ['{{', '{%', '{#', '<%'];

/** Where the lines of a text end. Told once what the text has none of, it need not look at each character for that. */
export class OutlineLines {
  readonly #text: string;
  readonly #hasActions: boolean;
  readonly #hasReturns: boolean;

  constructor(text: string) {
    this.#text = text;
    this.#hasActions = openers.some((opener) => text.includes(opener));
    this.#hasReturns = text.includes('\r');
  }

  /** The offset of the line break at or after an offset, or the end of the text. */
  endOf(from: number): number {
    if (this.#hasReturns) return lineEnd(this.#text, from);
    const end = this.#text.indexOf('\n', from);
    return end === -1 ? this.#text.length : end;
  }

  /** Whether the template actions that begin on a line end on it. */
  isClosed(first: number, end: number): boolean {
    if (!this.#hasActions) return true;
    const text = this.#text;
    for (let at = first; at < end; at += 1) {
      const code = text.charCodeAt(at);
      if (code !== 0x7b && code !== 0x3c) continue;
      const second = text.charCodeAt(at + 1);
      const isOpener = second === PERCENT || (code === 0x7b && (second === 0x7b || second === HASH));
      if (!isOpener) continue;
      const action = findAction(text, at).end;
      if (action === undefined || action > end) return false;
      at = action - 1;
    }
    return true;
  }
}

import { alphabets } from './alphabet.ts';
import type { TokenFormat } from './tokenFormat.ts';

/** Characters that tokens of providers are made of: letters, digits and `_ + / = ~ -`. A full stop is not: hosts and files have it. */
export const isTokenCharacter = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+/=~-') {
  isTokenCharacter[character.charCodeAt(0)] = 1;
}

/** Fewest characters in a row that every token has. */
export const SHORTEST_TOKEN = 20;

/** Whether a text has as many characters of a token in a row, from a place on: where they begin, or negative. */
function nextRun(text: string, from: number): number {
  let start = from;
  // From the end of what would be one: nearly all characters of a text are never looked at.
  for (let at = start + SHORTEST_TOKEN - 1; at < text.length; at = start + SHORTEST_TOKEN - 1) {
    let back = at;
    while (back >= start && isTokenCharacter[text.charCodeAt(back)] === 1) back -= 1;
    if (back < start) return start;
    start = back + 1;
  }
  return -1;
}

/** The parts of a text that may hold a token of some formats. */
export class TokenRuns {
  /** All that marks and what is before and behind them are made of. */
  readonly #isPart = new Uint8Array(128);

  constructor(formats: readonly TokenFormat[]) {
    for (const text of [...Object.values(alphabets), ...formats.map(({ mark }) => mark)]) {
      for (let index = 0; index < text.length; index += 1) this.#isPart[text.charCodeAt(index)] = 1;
    }
  }

  /** Each is as long as it can be: nothing that is a part of a token stands before or behind it. In order. */
  *in(text: string): Iterable<{ readonly run: string; readonly start: number }> {
    let at = nextRun(text, 0);
    while (at !== -1) {
      let [start, end] = [at, at + SHORTEST_TOKEN];
      while (this.#isPart[text.charCodeAt(start - 1)] === 1) start -= 1;
      while (this.#isPart[text.charCodeAt(end)] === 1) end += 1;
      yield { run: text.slice(start, end), start };
      at = nextRun(text, end);
    }
  }
}

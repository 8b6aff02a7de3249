import type { Excerpt } from './excerpt.ts';
import { type JsonToken, jsonTokens } from './jsonPunctuation.ts';

type Container = '{' | '[';

/**
 * A block of a JSON file, as the reader cut it, with the brackets that it lacks on both sides. Undefined when no
 * brackets can make a document of it.
 */
export function jsonExcerpt(text: string, start: number): Excerpt | undefined {
  const scan = new BracketScan();
  if (!scan.read(text)) return undefined;
  const { before, after } = scan.missing();
  return { start, end: start + text.length, before, after };
}

class BracketScan {
  /** Containers that are open where the text begins, the inner before the outer; the outermost is a guess. */
  readonly #around: Container[] = [];
  /** Containers that the text opens and does not close. */
  readonly #open: Container[] = [];
  #startsWithComma = false;
  /** Whether what follows the last closing bracket that has no opening one is a property. */
  #endsInObject = false;

  /** @returns false when a bracket is closed by one of another kind. */
  read(text: string): boolean {
    let isFirst = true;
    for (const token of jsonTokens(text)) {
      if (isFirst) this.#startsWithComma = token === ',';
      isFirst = false;
      if (!this.#take(token)) return false;
    }
    return true;
  }

  #take(token: JsonToken): boolean {
    switch (token) {
      case '{':
      case '[':
        this.#open.push(token);
        return true;
      case '}':
        return this.#close('{');
      case ']':
        return this.#close('[');
      case ':':
        if (this.#open.length === 0) this.#endsInObject = true;
        return true;
      case ',':
      case 'other':
        return true;
    }
  }

  #close(container: Container): boolean {
    const opened = this.#open.pop();
    if (opened !== undefined) return opened === container;
    this.#around.push(container);
    this.#endsInObject = false;
    return true;
  }

  missing(): Pick<Excerpt, 'before' | 'after'> {
    const outermost: Container = this.#endsInObject ? '{' : '[';
    const around = [outermost, ...this.#around.toReversed()];
    const opening = around.map((container, at) => (around[at - 1] === '{' ? `"":${container}` : container));
    const first = around.at(-1) === '{' ? '"":0' : '0';
    const closing = [...this.#open.toReversed(), outermost].map((container) =>
      container === '{' ? '}' : ']',
    );
    return {
      before: opening.join('') + (this.#startsWithComma ? first : ''),
      // The text may end in a comment.
      after: `\n${closing.join('')}`,
    };
  }
}

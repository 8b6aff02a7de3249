import type { ReferenceEdit } from './edit.ts';

/** Edits of one file. They are ascending and disjoint, in offsets of `before`; `after` is their result. */
export interface FileEdits {
  readonly before: string;
  readonly edits: readonly ReferenceEdit[];
  readonly after: string;
}

/** `text` with ascending and disjoint edits applied. */
export function applyAll(text: string, edits: readonly ReferenceEdit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, newText } of edits) {
    parts.push(text.slice(at, start), newText);
    at = end;
  }
  return parts.join('') + text.slice(at);
}

/** By how much edits move the text behind them. Asked with ascending offsets, it is linear in all. */
export class Shift {
  readonly #edits: readonly ReferenceEdit[];
  #next = 0;
  #growth = 0;

  constructor(edits: readonly ReferenceEdit[]) {
    this.#edits = edits;
  }

  /** What the edits add that end at or before `offset`, in UTF-16 code units. */
  before(offset: number): number {
    for (let edit = this.#edits[this.#next]; edit && edit.end <= offset; edit = this.#edits[this.#next]) {
      this.#growth += growthOf(edit);
      this.#next += 1;
    }
    return this.#growth;
  }
}

/** By how much an edit makes a text longer. */
export function growthOf({ start, end, newText }: ReferenceEdit): number {
  return newText.length - (end - start);
}

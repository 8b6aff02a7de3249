import { substitute } from './substitutions.ts';

export type MarkKind = 'secret' | 'weak' | 'placeholder' | 'benign';

/** What a mark encloses: offsets in the text without marks. */
export interface Mark {
  readonly kind: MarkKind;
  readonly start: number;
  readonly end: number;
}

/** A text without its marks. */
export interface UnmarkedText {
  readonly text: string;
  readonly marks: readonly Mark[];
}

const signs = /⟦(secret|weak|placeholder|benign):|⟧|«([^«»\n]{1,400})»|[⟦«»]/g;

/**
 * Takes marks such as `⟦secret:` … `⟧` out of a text, and puts in what substitutions such as `«hex:32»` stand for.
 * `name` seeds them. Throws when marks do not pair, and for what is no mark.
 */
export function readMarkedText(marked: string, name: string): UnmarkedText {
  const marks: Mark[] = [];
  let text = '';
  let from = 0;
  let open: { readonly kind: MarkKind; readonly start: number } | undefined;
  for (const { 0: sign, 1: kind, 2: written, index } of marked.matchAll(signs)) {
    text += marked.slice(from, index);
    from = index + sign.length;
    if (written !== undefined) {
      text += substitute(written, `${name} ${index}`, indentOf(text));
    } else if (kind !== undefined && !open) {
      open = { kind: kind as MarkKind, start: text.length };
    } else if (sign === '⟧' && open) {
      marks.push({ ...open, end: text.length });
      open = undefined;
    } else {
      throw new Error(`a stray ${sign} in ${name}, line ${text.split('\n').length}`);
    }
  }
  if (open) throw new Error(`a mark never closes in ${name}`);
  return { text: text + marked.slice(from), marks };
}

/** The blanks at the start of the last line. */
function indentOf(text: string): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n') + 1))?.[0] ?? '';
}

/** A template action in a config file: Go (Helm), Jinja or ERB, with its delimiters. */
export interface Template {
  readonly start: number;
  readonly end: number;
}

const CLOSERS: Readonly<Record<string, string>> = {
  '{{': '}}',
  '{%': '%}',
  '{#': '#}',
  '<%': '%>',
};

const OPENER = /\{\{-? ?\/\*|\{\{|\{%|\{#|<%/g;

/**
 * The template actions of a text in order. One that is not closed before the next begins is left out: it is being
 * typed, or no template. Linear: a closer is looked for no further than the next opener of the kind, except in
 * comments, which may hold any text.
 */
export function findTemplates(text: string): Template[] {
  const templates: Template[] = [];
  const openers = new RegExp(OPENER);
  const closerSearch = new NextIndex(text);
  for (let found = openers.exec(text); found; found = openers.exec(text)) {
    const opener = found[0];
    const inside = found.index + opener.length;
    const end = opener.endsWith('/*')
      ? endOfComment(text, closerSearch, inside)
      : endOfAction(closerSearch, opener, inside);
    if (end === undefined || isCommentOverLines(text, found.index, end)) continue;
    if (!opener.endsWith('/*') && DOCUMENT_MARK.test(text.slice(inside, end))) continue;
    templates.push({ start: found.index, end });
    openers.lastIndex = end;
  }
  return templates;
}

/** A document ends at its mark, whatever is open. */
const DOCUMENT_MARK = /[\r\n](?:---|\.\.\.)(?:[ \t\r\n]|$)/;

function endOfComment(text: string, search: NextIndex, inside: number): number | undefined {
  const comment = search.after('*/', inside);
  if (comment === -1) return undefined;
  const close = /[ \t\r\n]*-?\}\}/y;
  close.lastIndex = comment + 2;
  return close.test(text) ? close.lastIndex : undefined;
}

function endOfAction(search: NextIndex, opener: string, inside: number): number | undefined {
  const closer = CLOSERS[opener] ?? '}}';
  const close = search.after(closer, inside);
  const next = search.after(opener, inside);
  return close === -1 || (next !== -1 && next < close) ? undefined : close + closer.length;
}

/** What is opened in a comment of YAML and closed on a later line is no action. */
function isCommentOverLines(text: string, start: number, end: number): boolean {
  const lineEnd = text.indexOf('\n', start);
  if (lineEnd === -1 || lineEnd >= end) return false;
  return /(?:^|\s)#/.test(text.slice(text.lastIndexOf('\n', start) + 1, start));
}

/** `indexOf` that remembers what it found, so that asking for ever later places costs one pass in all. */
class NextIndex {
  readonly #text: string;
  readonly #found = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  after(needle: string, from: number): number {
    const known = this.#found.get(needle);
    if (known !== undefined && (known === -1 || known >= from)) return known;
    const index = this.#text.indexOf(needle, from);
    this.#found.set(needle, index);
    return index;
  }
}

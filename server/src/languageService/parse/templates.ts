/** A template action in a config file: Go (Helm), Jinja or ERB, with its delimiters. */
export interface Template {
  readonly start: number;
  readonly end: number;
}

const CLOSERS: Readonly<Record<string, string>> = {
  '{{/*': '*/',
  '{{- /*': '*/',
  '{{': '}}',
  '{%': '%}',
  '{#': '#}',
  '<%': '%>',
};

const OPENER = /\{\{- \/\*|\{\{\/\*|\{\{|\{%|\{#|<%/g;

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
      ? endOfComment(closerSearch, inside)
      : endOfAction(closerSearch, opener, inside);
    if (end === undefined) continue;
    templates.push({ start: found.index, end });
    openers.lastIndex = end;
  }
  return templates;
}

function endOfComment(search: NextIndex, inside: number): number | undefined {
  const comment = search.after('*/', inside);
  const close = comment === -1 ? -1 : search.after('}}', comment);
  return close === -1 ? undefined : close + 2;
}

function endOfAction(search: NextIndex, opener: string, inside: number): number | undefined {
  const closer = CLOSERS[opener] ?? '}}';
  const close = search.after(closer, inside);
  const next = search.after(opener, inside);
  return close === -1 || (next !== -1 && next < close) ? undefined : close + closer.length;
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

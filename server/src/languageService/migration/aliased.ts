import type { ConfigDocument, LocatedScalar } from '../configDocument.ts';

/** How far before a value its anchor is looked for, in UTF-16 code units. */
const REACH = 2_000;

/**
 * Whether a YAML value has an anchor (`&name`) of its own that an alias (`*name`) refers to. The aliases would turn into
 * the reference with it, although nothing tells that what reads them resolves references. An anchor of a map around the
 * value is no matter: who reads the merged map reads the value's key. Goes by the text, so that it holds in files that no
 * parser accepts; what only looks like an alias counts as one.
 */
export function isAliased(document: ConfigDocument, located: LocatedScalar): boolean {
  const name = anchorOf(document.text, located);
  if (name === undefined) return false;
  const { byName, ends } = marksOf(document);
  // The name may be given again, and the document may end, before it is used.
  const next = firstFrom(byName.get(name) ?? [], located.end);
  const end = firstFrom(ends, located.end);
  return next?.isAlias === true && (end === undefined || next.start < end.start);
}

interface Mark {
  readonly start: number;
  readonly isAlias: boolean;
}

/** What looks like an anchor or an alias, by its name, and where documents end; both in the order of the text. */
interface Marks {
  readonly byName: ReadonlyMap<string, readonly Mark[]>;
  readonly ends: readonly Mark[];
}

const known = new WeakMap<ConfigDocument, Marks>();

/** A file may have an anchor at every value, so its text is gone through once. */
function marksOf(document: ConfigDocument): Marks {
  const marks = known.get(document) ?? readMarks(document.text);
  known.set(document, marks);
  return marks;
}

function firstFrom(marks: readonly Mark[], offset: number): Mark | undefined {
  let [low, high] = [0, marks.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((marks[middle]?.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return marks[low];
}

function readMarks(text: string): Marks {
  const byName = new Map<string, Mark[]>();
  const ends: Mark[] = [];
  const pattern = /(?:^|[\s,[{]|["']:)([*&])([^\s,[\]{}]+)(?=[\s,\]}]|$)|^(?:---|\.\.\.)(?=\s|$)/gmu;
  for (const { 1: mark, 2: name, index: start } of text.matchAll(pattern)) {
    const list = name === undefined ? ends : (byName.get(name) ?? []);
    list.push({ start, isAlias: mark === '*' });
    if (name !== undefined) byName.set(name, list);
  }
  return { byName, ends };
}

function anchorOf(text: string, { start, scalar }: LocatedScalar): string | undefined {
  const isQuoted = scalar.style === 'single-quoted' || scalar.style === 'double-quoted';
  const valueStart = isQuoted ? start - 1 : start;
  let head = text
    .slice(Math.max(0, valueStart - REACH), valueStart)
    .replace(/(^|[ \t])#[^\r\n]*(?=[\r\n])/gm, '$1')
    .trimEnd();
  if (scalar.style === 'literal' || scalar.style === 'folded') {
    head = head.replace(/[|>][0-9+-]{0,2}$/, '').trimEnd();
  }
  // A value may have a tag and an anchor, in either order.
  for (let count = 0; count < 2; count += 1) {
    const property = /(?:^|[\s,[{]|["']:)(&[^\s,[\]{}]+|!\S*)$/.exec(head)?.[1];
    if (property === undefined) return undefined;
    if (property.startsWith('&')) return property.slice(1);
    head = head.slice(0, head.length - property.length).trimEnd();
  }
  return undefined;
}

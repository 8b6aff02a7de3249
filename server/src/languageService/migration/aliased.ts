import type { LocatedScalar } from '../configDocument.ts';

/** How far before a value its anchor is looked for, in UTF-16 code units. */
const REACH = 2_000;

/**
 * Whether a YAML value has an anchor (`&name`) of its own that an alias (`*name`) refers to. The aliases would turn into
 * the reference with it, although nothing tells that what reads them resolves references. An anchor of a map around the
 * value is no matter: who reads the merged map reads the value's key. Goes by the text, so that it holds in files that no
 * parser accepts; what only looks like an alias counts as one.
 */
export function isAliased(text: string, located: LocatedScalar): boolean {
  const name = anchorOf(text, located);
  if (name === undefined) return false;
  const escaped = name.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
  const use = new RegExp(
    `(?:^|[\\s,[{]|["']:)([*&])${escaped}(?=[\\s,\\]}]|$)|^(?:---|\\.\\.\\.)(?=\\s|$)`,
    'gmu',
  );
  use.lastIndex = located.end;
  // The name may be given again, and the document may end, before it is used.
  return use.exec(text)?.[1] === '*';
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

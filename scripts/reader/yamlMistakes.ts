import { type CST, type Document, isPair, visit, type YAMLMap } from 'yaml';

/**
 * Whether the library accepted what the specification forbids: an open quote, a verbatim tag without a name, in a block
 * map a key on the line before its colon, a value without a colon, or a colon without a key at another column than the
 * map's entries.
 */
export function isMistaken(document: Document.Parsed, text: string): boolean {
  let mistaken = NAMELESS_TAG.test(text);
  visit(document, {
    Scalar(_, { srcToken }) {
      const isQuoted = srcToken?.type === 'single-quoted-scalar' || srcToken?.type === 'double-quoted-scalar';
      mistaken ||= isQuoted && !isClosed(srcToken.source);
      return mistaken ? visit.BREAK : undefined;
    },
    Map(_, map) {
      const { srcToken } = map as YAMLMap & { srcToken?: CST.BlockMap | CST.FlowCollection };
      if (srcToken?.type !== 'block-map') return undefined;
      mistaken ||= map.items.some(
        (pair) => isPair(pair) && isMistakenPair(pair.srcToken, srcToken.indent, text),
      );
      return mistaken ? visit.BREAK : undefined;
    },
  });
  return mistaken;
}

/** In a scalar it is nothing special, but then the text says little either. */
const NAMELESS_TAG = /(?:^|[\s,[{])!<>/;

function isMistakenPair(token: CST.CollectionItem | undefined, indent: number, text: string): boolean {
  if (!token) return false;
  if (token.value?.type === 'block-map' && token.value.indent <= indent) return true;
  const separator = token.sep ?? [];
  const colon = separator.findIndex(({ type }) => type === 'map-value-ind');
  if (token.start.some(({ type }) => type === 'explicit-key-ind')) {
    if (colon === -1) return token.value !== undefined;
    return columnOf(separator[colon]?.offset ?? 0, text) !== indent;
  }
  if (separator.slice(0, Math.max(0, colon)).some(({ type }) => type === 'newline')) return true;
  return !token.key && columnOf(separator[colon]?.offset ?? 0, text) !== indent;
}

/** Quotes may be all that a scalar ends with: `'''` is not closed. */
function isClosed(source: string): boolean {
  if (source.startsWith("'")) return /^'(?:[^']|'')*'$/.test(source);
  return !source.startsWith('"') || /^"(?:[^"\\]|\\[^])*"$/.test(source);
}

function columnOf(offset: number, text: string): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

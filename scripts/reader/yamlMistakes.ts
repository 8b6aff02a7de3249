import { type CST, type Document, isPair, visit, type YAMLMap } from 'yaml';

/**
 * Whether the library accepted what the specification forbids: in a block map a key on the line before its colon, or a
 * colon without a key at another column than the map's entries.
 */
export function isMistaken(document: Document.Parsed, text: string): boolean {
  let mistaken = false;
  visit(document, {
    Map(_, map) {
      const { srcToken } = map as YAMLMap & { srcToken?: CST.BlockMap | CST.FlowCollection };
      if (srcToken?.type !== 'block-map') return undefined;
      mistaken ||= map.items.some((pair) => isPair(pair) && isMistakenPair(pair.srcToken, srcToken.indent, text));
      return mistaken ? visit.BREAK : undefined;
    },
  });
  return mistaken;
}

function isMistakenPair(token: CST.CollectionItem | undefined, indent: number, text: string): boolean {
  if (!token || token.start.some(({ type }) => type === 'explicit-key-ind')) return false;
  const separator = token.sep ?? [];
  const colon = separator.findIndex(({ type }) => type === 'map-value-ind');
  if (separator.slice(0, Math.max(0, colon)).some(({ type }) => type === 'newline')) return true;
  return !token.key && token.start.length > 0 && columnOf(separator[colon]?.offset ?? 0, text) !== indent;
}

function columnOf(offset: number, text: string): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

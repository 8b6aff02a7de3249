import { type Node as JsonNode, parseTree } from 'jsonc-parser';
import { type CST, isCollection, isPair, type ParsedNode, parseAllDocuments } from 'yaml';
import { maskTemplates } from '../../../scripts/reader/masking.ts';

/** An entry of a map or list with all that is nested in it. Offsets in the file. */
export interface Item {
  readonly start: number;
  readonly end: number;
}

/**
 * The entries of a valid file, an outer one before those in it. In YAML those of block collections alone: a flow
 * collection is one value of its entry.
 */
export function itemsOf(text: string, languageId: 'yaml' | 'json'): Item[] {
  return languageId === 'json' ? jsonItems(text) : yamlItems(text);
}

function jsonItems(text: string): Item[] {
  const items: Item[] = [];
  const visit = (node: JsonNode): void => {
    for (const child of node.children ?? []) {
      if (node.type !== 'property') items.push({ start: child.offset, end: child.offset + child.length });
      visit(child);
    }
  };
  const root = parseTree(text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text);
  if (root) visit(root);
  return items;
}

function yamlItems(file: string): Item[] {
  const text = file.replace(/\r(?!\n)/g, '\n');
  const items: Item[] = [];
  const visit = (node: ParsedNode | null): void => {
    const token = isCollection(node) ? (node.srcToken as CST.CollectionItem['value']) : undefined;
    if (!isCollection(node) || (token?.type !== 'block-map' && token?.type !== 'block-seq')) return;
    for (const [index, held] of node.items.entries()) {
      const [key, value] = isPair<ParsedNode, ParsedNode | null>(held)
        ? [held.key, held.value]
        : [null, held];
      const start = startOf(token.items[index]);
      const end = Math.max(start, key?.range[2] ?? 0, value?.range[2] ?? 0);
      items.push({ start, end });
      visit(value);
    }
  };
  const documents = parseAllDocuments(maskTemplates(text)?.text ?? text, {
    keepSourceTokens: true,
    uniqueKeys: false,
    logLevel: 'silent',
    prettyErrors: false,
  });
  if (Array.isArray(documents)) for (const { contents } of documents) visit(contents);
  return items;
}

/** The indicator, property or key that an entry begins with. */
function startOf(item: CST.CollectionItem | undefined): number {
  const lead = item?.start.find(({ type }) => type !== 'space' && type !== 'newline' && type !== 'comment');
  return lead?.offset ?? item?.key?.offset ?? item?.sep?.[0]?.offset ?? 0;
}

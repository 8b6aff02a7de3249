import { visit as visitJson } from 'jsonc-parser';
import { isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments, visit as visitYaml } from 'yaml';
import type { ConfigDocument } from '../configDocument.ts';

/** Above this many UTF-16 code units a second parse would be felt. */
export const MAX_ORACLE_SIZE = 32 * 1024;

/** A node without its place in the text. `value` tells its type, too; a string's is {@link stringValue}. */
export interface OutlineNode {
  readonly head: string;
  readonly value?: string;
}

/** How an outline has the string `text`. */
export function stringValue(text: string): string {
  return `string=${text}`;
}

/**
 * The nodes of a file in order, as the library's own tree has them: keys, values, aliases, anchors, tags. Undefined when the file is larger than 32 Ki or the library reports an error in it.
 * Call it only for files that our reader accepted, for its guards against deep nesting.
 */
export function outline(text: string, format: ConfigDocument['format']): readonly OutlineNode[] | undefined {
  if (text.length > MAX_ORACLE_SIZE) return undefined;
  return format === 'json' ? jsonOutline(text) : yamlOutline(text);
}

function jsonOutline(text: string): readonly OutlineNode[] | undefined {
  const nodes: OutlineNode[] = [];
  const errors: number[] = [];
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  visitJson(
    source,
    {
      onObjectBegin: () => void nodes.push({ head: '{' }),
      onObjectEnd: () => void nodes.push({ head: '}' }),
      onArrayBegin: () => void nodes.push({ head: '[' }),
      onArrayEnd: () => void nodes.push({ head: ']' }),
      onObjectProperty: (name) => void nodes.push({ head: `key ${name}` }),
      onLiteralValue: (value: unknown) => void nodes.push({ head: 'literal', value: typed(value) }),
      onError: (code) => void errors.push(code),
    },
    { allowTrailingComma: true },
  );
  return errors.length === 0 ? nodes : undefined;
}

function yamlOutline(text: string): readonly OutlineNode[] | undefined {
  const documents = parseAllDocuments(text, { prettyErrors: false, uniqueKeys: false, strict: false });
  if (documents.some(({ errors }) => errors.length > 0)) return undefined;
  const nodes: OutlineNode[] = [];
  for (const document of documents) {
    nodes.push({ head: '---' });
    visitYaml(document, { Node: (place, node) => void nodes.push(describe(place, node)) });
  }
  return nodes;
}

function describe(place: number | 'key' | 'value' | null, node: Node): OutlineNode {
  if (isAlias(node)) return { head: `${place ?? ''} alias ${node.source}` };
  const kind = isMap(node) ? 'map' : isSeq(node) ? 'sequence' : 'scalar';
  const anchor = 'anchor' in node ? (node.anchor ?? '') : '';
  const head = `${place ?? ''} ${kind} ${node.tag ?? ''} ${anchor}`;
  return isScalar(node) ? { head, value: typed(node.value) } : { head };
}

function typed(value: unknown): string {
  return typeof value === 'string' ? stringValue(value) : `${typeof value}=${String(value)}`;
}
